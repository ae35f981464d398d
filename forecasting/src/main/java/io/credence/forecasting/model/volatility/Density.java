package io.credence.forecasting.model.volatility;

/** The log density of an innovation at fixed shape, and its derivatives. */
interface Density {

    /**
     * The sum of log densities in one pass.
     *
     * @param slopes filled with d log f / dz
     * @param shape added to: the sum of d log f / d shape, from the offset on
     */
    double accumulate(double[] z, int count, double[] slopes, double[] shape, int offset);

    /** The same sum alone. */
    default double sum(double[] z, int count) {
        return accumulate(z, count, new double[count], new double[2], 0);
    }

    /**
     * One value's part of the same, the plain way.
     *
     * @param score filled from the offset on with d log f / d shape
     * @return d log f / dz
     */
    double score(double z, double[] score, int offset);
}
