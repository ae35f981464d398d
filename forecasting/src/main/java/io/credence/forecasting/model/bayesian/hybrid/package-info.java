/**
 * A neural hybrid of one series: a recursion gives the scale of the next return, a network learns what is left of it, and its last layer has a posterior by any
 * method of {@link io.credence.bnn.head.HeadMethods}.
 */
@NullMarked
package io.credence.forecasting.model.bayesian.hybrid;

import org.jspecify.annotations.NullMarked;
