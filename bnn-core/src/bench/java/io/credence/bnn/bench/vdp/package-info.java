/** What moment propagation costs and brings, on time-series windows. */
@NullMarked
package io.credence.bnn.bench.vdp;

import org.jspecify.annotations.NullMarked;
