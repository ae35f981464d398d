/** How a posterior over random weights is fitted. */
@NullMarked
package io.credence.bnn.inference;

import org.jspecify.annotations.NullMarked;
