/**
 * Ticks from files: CSV read line by line in bounded memory, paced by event time, and the demo's tape of real trades under
 * one name or many. A bad line stops the reading with its number; a file is never guessed at.
 */
@NullMarked
package io.credence.risk.tape;

import org.jspecify.annotations.NullMarked;
