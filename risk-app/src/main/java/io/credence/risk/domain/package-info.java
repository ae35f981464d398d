/** Rules and figures of the risk desk: pure functions of what was stored, without wires. */
@NullMarked
package io.credence.risk.domain;

import org.jspecify.annotations.NullMarked;
