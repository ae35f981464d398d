/**
 * Regression with a feed-forward network under any posterior, by name: {@link io.credence.bnn.regression.RegressionMethods}. Inputs
 * and target are standardised inside; hyper-parameters are chosen on a cut of the rows that are given, by one rule for all data.
 */
@NullMarked
package io.credence.bnn.regression;

import org.jspecify.annotations.NullMarked;
