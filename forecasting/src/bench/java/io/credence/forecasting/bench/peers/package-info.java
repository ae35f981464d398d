/** Benchmarks of the econometric peers: their scores beside published ones, and how fast they are fitted. */
@NullMarked
package io.credence.forecasting.bench.peers;

import org.jspecify.annotations.NullMarked;
