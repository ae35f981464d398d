/** Fitted distributions over parameters, as values. */
@NullMarked
package io.credence.bnn.posterior;

import org.jspecify.annotations.NullMarked;
