/**
 * What a model sees of one instrument: scale-free features of its closed bars, in constant memory and constant time per
 * bar. The stream is the only implementation; a batch is the stream run over a history, so that the two cannot differ.
 *
 * <p>Decision: the level of volatility itself is not a feature. A network that sees it learns the training week's level;
 * here it enters only as the reference that a model multiplies its forecast by.
 */
@NullMarked
package io.credence.forecasting.feature;

import org.jspecify.annotations.NullMarked;
