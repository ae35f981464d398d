/** The tensor engine underneath: which one it is, on which device, and how its threads are set. */
@NullMarked
package io.credence.bnn.engine;

import org.jspecify.annotations.NullMarked;
