/** Things that a user picks by name. */
@NullMarked
package io.credence.bnn.catalogue;

import org.jspecify.annotations.NullMarked;
