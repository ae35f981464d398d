/** Networks as bytes, in the SafeTensors layout with a version of its own. */
@NullMarked
package io.credence.bnn.checkpoint;

import org.jspecify.annotations.NullMarked;
