/**
 * Whether an inference can be trusted, as data and as a picture: convergence of chains, traces of what an algorithm followed. Nothing
 * here changes an algorithm; it reads what algorithms give.
 */
@NullMarked
package io.credence.bnn.diagnostics;

import org.jspecify.annotations.NullMarked;
