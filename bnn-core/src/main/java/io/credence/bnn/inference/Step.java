package io.credence.bnn.inference;

/**
 * What one step gave.
 *
 * @param state for the next step
 * @param info for the reader
 */
public record Step<S extends State>(S state, Info info) {}
