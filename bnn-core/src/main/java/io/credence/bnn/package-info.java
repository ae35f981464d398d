/**
 * Bayesian networks: tensors, posteriors, inference. Knows no markets.
 *
 * <p>The way through the rooms, in the order of use:
 *
 * <ol>
 *   <li>{@link io.credence.bnn.data.SequenceData}: one series of features, targets and {@link
 *       io.credence.bnn.likelihood.Baseline}s, built row by row;
 *   <li>{@link io.credence.bnn.inference.vi.BayesByBackprop}: trains on a list of series and gives a
 *   <li>{@link io.credence.bnn.network.SequenceNetwork}: an immutable value, saved and read by {@link
 *       io.credence.bnn.checkpoint.Checkpoint}, opened for use as a
 *   <li>{@link io.credence.bnn.network.NetworkSession}: steps many rows at a time; recurrent state crosses as bytes; gives
 *   <li>{@link io.credence.bnn.network.HeadMoments}: mean and standard deviation of every output of the head, from which
 *   <li>{@link io.credence.bnn.predictive.HurdleStudentT}: the predictive distribution of one row and horizon.
 * </ol>
 *
 * <p>Public methods take and give {@code float[]} and {@code double[]} with a stated shape. Native memory never leaves; what
 * holds some is {@link AutoCloseable}. Tensor code runs on platform threads only.
 */
@NullMarked
package io.credence.bnn;

import org.jspecify.annotations.NullMarked;
