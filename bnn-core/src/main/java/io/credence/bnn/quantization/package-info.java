/**
 * A trained network with weights and activations of eight bits, in plain Java: for serving on a processor.
 *
 * <p>Decisions. Weights are symmetric per output, inputs symmetric per feature, so that no product needs an offset; a feature's scale is part
 * of the weights before they are rounded, and costs nothing. Products of two eight-bit numbers are whole numbers, and are added as floats, which is
 * exact up to 2^24, that is for 1,040 inputs: loops over rows of floats become vector instructions, a product of bytes and ints does not
 * (measured: 15 products a nanosecond against 1). Exact sums do not depend on their order, so a row's bits never depend on its batch.
 */
@NullMarked
package io.credence.bnn.quantization;

import org.jspecify.annotations.NullMarked;
