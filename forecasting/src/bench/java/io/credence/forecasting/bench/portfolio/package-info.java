/** Portfolios of real stocks under several assumptions of how they move together. */
@NullMarked
package io.credence.forecasting.bench.portfolio;

import org.jspecify.annotations.NullMarked;
