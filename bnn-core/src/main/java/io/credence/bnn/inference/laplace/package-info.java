/**
 * Laplace's approximation: climb to the posterior's maximum, then take the Gaussian of its curvature there (MacKay 1992; for
 * networks Daxberger et al. 2021, "Laplace Redux"). Post hoc by nature: a trained network's last layer is a
 * {@link io.credence.bnn.density.LastLayer} on its features.
 */
@NullMarked
package io.credence.bnn.inference.laplace;

import org.jspecify.annotations.NullMarked;
