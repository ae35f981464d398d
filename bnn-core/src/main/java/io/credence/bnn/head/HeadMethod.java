package io.credence.bnn.head;

import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;

/** One way from a head's density to its posterior, with all its options chosen. */
@FunctionalInterface
public interface HeadMethod {

    /**
     * Fits.
     *
     * @param target of some tens to some hundreds of parameters
     * @param key the same gives the same posterior
     * @throws IllegalStateException when the method does not converge on this target, with the reason
     */
    Posterior fit(HeadDensity target, Key key);
}
