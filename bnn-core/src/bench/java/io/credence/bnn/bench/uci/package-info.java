/** Regression on the UCI sets in the published splits. */
@NullMarked
package io.credence.bnn.bench.uci;

import org.jspecify.annotations.NullMarked;
