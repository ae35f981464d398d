/** Posterior, network and likelihood as one predictive distribution, in plain double arithmetic. */
@NullMarked
package io.credence.bnn.predictive;

import org.jspecify.annotations.NullMarked;
