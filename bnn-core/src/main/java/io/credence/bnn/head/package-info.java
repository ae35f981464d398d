/**
 * The Bayesian head alone: a trained network below it is frozen, its features are given, and any inference algorithm finds the
 * head's posterior. Plain doubles, so that samplers and score methods see exact gradients.
 */
@NullMarked
package io.credence.bnn.head;

import org.jspecify.annotations.NullMarked;
