/** What a head's outputs mean: the hurdle Student-t, and the baseline that the outputs are residuals of. */
@NullMarked
package io.credence.bnn.likelihood;

import org.jspecify.annotations.NullMarked;
