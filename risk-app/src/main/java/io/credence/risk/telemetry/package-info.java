/** What is measured while the service runs, for Prometheus. */
@NullMarked
package io.credence.risk.telemetry;

import org.jspecify.annotations.NullMarked;
