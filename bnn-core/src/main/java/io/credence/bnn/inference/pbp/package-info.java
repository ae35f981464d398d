/**
 * Probabilistic backpropagation (Hernandez-Lobato and Adams 2015): Gaussian moments go forward through the network, gradients of
 * the log evidence come back, and every weight's mean and variance follow them. Nothing is sampled.
 *
 * <p>It works in plain doubles, row by row: each row's update depends on the one before, so there is no batch to hand to tensors.
 */
@NullMarked
package io.credence.bnn.inference.pbp;

import org.jspecify.annotations.NullMarked;
