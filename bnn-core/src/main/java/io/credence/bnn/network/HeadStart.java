package io.credence.bnn.network;

/**
 * Where the head's posterior starts.
 *
 * @param sd of every random weight, positive
 * @param rawDf mean of the raw degrees of freedom
 */
public record HeadStart(double sd, double rawDf) {}
