/** Dropout as approximate inference. */
@NullMarked
package io.credence.bnn.inference.dropout;

import org.jspecify.annotations.NullMarked;
