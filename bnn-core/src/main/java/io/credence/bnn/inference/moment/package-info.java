/**
 * Training of moment networks by the evidence lower bound, with a scale head of its own for the noise of the data: the variance that a
 * pass carries is the weights', not the data's.
 *
 * <p>The paper's likelihood has half of {@code log sigma^2} missing and takes the carried variance for the data's; here the
 * expectation of the log likelihood under the outputs' moments is in closed form.
 */
@NullMarked
package io.credence.bnn.inference.moment;

import org.jspecify.annotations.NullMarked;
