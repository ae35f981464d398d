/**
 * Instruments, ticks and bars. Times are event times in UTC; prices are positive and finite by construction.
 */
@NullMarked
package io.credence.forecasting.market;

import org.jspecify.annotations.NullMarked;
