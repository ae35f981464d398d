/** Four published posteriors with reference draws (posteriordb), and how well and how fast NUTS finds them. */
@NullMarked
package io.credence.bnn.bench.posteriors;

import org.jspecify.annotations.NullMarked;
