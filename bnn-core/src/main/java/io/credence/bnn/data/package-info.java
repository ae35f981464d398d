/** What a network is trained on: series of features, targets and baselines as plain arrays. */
@NullMarked
package io.credence.bnn.data;

import org.jspecify.annotations.NullMarked;
