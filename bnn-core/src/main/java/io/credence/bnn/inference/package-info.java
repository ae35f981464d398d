/** What every inference algorithm is: init, step, posterior. The algorithms stand in the rooms below. */
@NullMarked
package io.credence.bnn.inference;

import org.jspecify.annotations.NullMarked;
