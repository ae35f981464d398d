/**
 * Small dense linear algebra in plain doubles, for matrices of up to a few hundred rows: {@code double[rows][columns]} in and out,
 * arguments never changed. Nothing here is blocked or parallel, so that a result is the same bits on every machine; large products
 * belong to the tensor engine.
 */
@NullMarked
package io.credence.bnn.linalg;

import org.jspecify.annotations.NullMarked;
