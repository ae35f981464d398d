/**
 * Normalizing flows (Rezende and Mohamed 2015): standard normal noise through invertible layers whose log determinants are known.
 *
 * <p>Plain doubles and hand-written gradients: flows here are over last layers of tens of parameters, where a tensor call costs more
 * than the whole pass, and where the density must be exact.
 */
@NullMarked
package io.credence.bnn.posterior.flow;

import org.jspecify.annotations.NullMarked;
