/**
 * The monitors that are known elsewhere, for comparison with the e-processes: CUSUM, Page-Hinkley, ADWIN, and rolling coverage, calibration error,
 * Kupiec's test and traffic light. None of them is valid under continuous looking except at a threshold simulated for a length, and their
 * alarms do not stay under any bound for ever. They are mutable, and count windows, not instants.
 */
@NullMarked
package io.credence.forecasting.drift.familiar;

import org.jspecify.annotations.NullMarked;
