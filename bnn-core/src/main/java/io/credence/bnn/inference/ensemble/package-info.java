/** Ensembles of networks that are trained as one batched network. */
@NullMarked
package io.credence.bnn.inference.ensemble;

import org.jspecify.annotations.NullMarked;
