/**
 * Whether forecasts mean what they say, and layers that make them do so: diagrams of calibration with the bands that chance alone would
 * give, temperature scaling, and online layers on top of any model. A layer sees an outcome only after its forecast was given.
 */
@NullMarked
package io.credence.forecasting.calibration;

import org.jspecify.annotations.NullMarked;
