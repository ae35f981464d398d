/** Volatility models of econometrics: the references, and the fall-back. */
@NullMarked
package io.credence.forecasting.model.volatility;

import org.jspecify.annotations.NullMarked;
