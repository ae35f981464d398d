/**
 * Posterior, network and likelihood as one predictive distribution, in plain double arithmetic.
 *
 * <p>Location and log scale are integrated out by Gauss-Hermite rules whose size grows with their spread, degrees of freedom by a
 * table made once per posterior. Variances are never added inside one t: that would keep its shape, which a mixture does not.
 * Posterior intervals of quantiles come from three cumulants, not from draws, since a forecast carries six of them.
 */
@NullMarked
package io.credence.bnn.predictive;

import org.jspecify.annotations.NullMarked;
