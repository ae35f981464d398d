/**
 * Expectation propagation (Minka 2001): each row's likelihood is stood for by a Gaussian site, refined in turn so that the posterior has
 * the moments that it would have with that row's true likelihood.
 */
@NullMarked
package io.credence.bnn.inference.ep;

import org.jspecify.annotations.NullMarked;
