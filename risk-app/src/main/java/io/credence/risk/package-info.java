/**
 * The service and its commands: ticks in, forecasts stored and served, alerts raised. Inner rooms ({@code domain},
 * {@code alert}) hold rules, middle ones ({@code application}, {@code port}) use cases, and the others the wires.
 */
@NullMarked
package io.credence.risk;

import org.jspecify.annotations.NullMarked;
