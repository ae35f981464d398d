/** Named plain arrays with shapes: what is stored, and what crosses this module's border. */
@NullMarked
package io.credence.bnn.tensor;

import org.jspecify.annotations.NullMarked;
