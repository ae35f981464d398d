/**
 * Which inputs moved an output: slopes by {@link io.credence.bnn.explanation.AttributionMethod}, and two measures of how far they can be
 * trusted, {@link io.credence.bnn.explanation.Infidelity} and {@link io.credence.bnn.explanation.SensitivityMax}.
 *
 * <p>Decisions. An attribution is a slope, in output per unit of input, by every method; times the distance from a start it is what an
 * input moved. Contributions that were already multiplied could not be held against changes of the input, which is what infidelity does.
 */
@NullMarked
package io.credence.bnn.explanation;

import org.jspecify.annotations.NullMarked;
