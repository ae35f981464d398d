/**
 * One posterior from rows that lie in several places: trainers see their own rows alone and exchange natural parameters with a
 * coordinator, which counts the bytes.
 */
@NullMarked
package io.credence.bnn.inference.distributed;

import org.jspecify.annotations.NullMarked;
