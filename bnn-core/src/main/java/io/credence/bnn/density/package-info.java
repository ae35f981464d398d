/** What inference needs of a model: its log density and gradient, for many points at once. */
@NullMarked
package io.credence.bnn.density;

import org.jspecify.annotations.NullMarked;
