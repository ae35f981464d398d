package io.credence.forecasting.portfolio;

/**
 * A figure of scenarios.
 *
 * @param standardError of the simulation alone, from the spread of its replicates
 */
public record Simulated(double value, double standardError) {}
