/** A network that gives a new data set's posterior in one pass, trained over simulated ones. */
@NullMarked
package io.credence.bnn.inference.amortised;

import org.jspecify.annotations.NullMarked;
