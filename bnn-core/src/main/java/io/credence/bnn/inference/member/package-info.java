/**
 * Training of many networks at once: members of an ensemble, or settings that are compared, share each launch as one batched
 * product {@code [members, rows, ...]}. There is no loop over members in Java.
 */
@NullMarked
package io.credence.bnn.inference.member;

import org.jspecify.annotations.NullMarked;
