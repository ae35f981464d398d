/**
 * Sequence networks whose every layer has a moment form, all of whose weights are uncertain: {@link
 * io.credence.bnn.network.moment.MomentNetworks} has them by name.
 */
@NullMarked
package io.credence.bnn.network.moment;

import org.jspecify.annotations.NullMarked;
