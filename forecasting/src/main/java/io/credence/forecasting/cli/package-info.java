/** Commands in plain Java: no service, no port. */
@NullMarked
package io.credence.forecasting.cli;

import org.jspecify.annotations.NullMarked;
