/** Whether a model's doubt rises on inputs that no training span had. */
@NullMarked
package io.credence.forecasting.bench.experience;

import org.jspecify.annotations.NullMarked;
