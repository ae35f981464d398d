/**
 * Benchmarks. Each is one class below {@link io.credence.bnn.bench.Benchmark} with its name in {@code
 * META-INF/services/io.credence.bnn.bench.Benchmark}; {@code ./credence bench NAME} runs it.
 */
@NullMarked
package io.credence.bnn.bench;

import org.jspecify.annotations.NullMarked;
