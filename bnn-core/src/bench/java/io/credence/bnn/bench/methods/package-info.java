/**
 * {@code bench methods}: every method's check on a target whose answer is known, and its cost and score on one time-series network. A
 * check here is a small form of the tests' and is computed anew in each run.
 */
@NullMarked
package io.credence.bnn.bench.methods;

import org.jspecify.annotations.NullMarked;
