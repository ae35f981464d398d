/**
 * The rules of an incident's life, without store, clock or wire: what opens, escalates and resolves it, and whose evidence counts when many
 * instruments are watched at once.
 */
@NullMarked
package io.credence.risk.application.incident;

import org.jspecify.annotations.NullMarked;
