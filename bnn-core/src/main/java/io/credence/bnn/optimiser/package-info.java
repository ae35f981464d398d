/** First-order optimisers of plain vectors, as values that a state can keep. Those of tensors stand where the tensors are. */
@NullMarked
package io.credence.bnn.optimiser;

import org.jspecify.annotations.NullMarked;
