/** Densities, distribution functions and quadrature rules in plain double arithmetic. */
@NullMarked
package io.credence.bnn.distribution;

import org.jspecify.annotations.NullMarked;
