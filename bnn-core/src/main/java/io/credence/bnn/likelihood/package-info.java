/**
 * What a head's outputs mean: the hurdle Student-t with the baseline that its outputs are residuals of, and likelihoods of single rows
 * in plain doubles.
 */
@NullMarked
package io.credence.bnn.likelihood;

import org.jspecify.annotations.NullMarked;
