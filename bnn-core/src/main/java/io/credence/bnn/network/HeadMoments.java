package io.credence.bnn.network;

import io.credence.bnn.distribution.Gaussian;

/**
 * The posterior of every output of the head for some rows, in closed form: given the features, each output is Gaussian and
 * independent of the others of its row.
 */
public final class HeadMoments {

    private final int rows;
    private final int horizons;
    private final float[] means;
    private final float[] variances;
    private final Gaussian[] rawDf;

    /**
     * Takes the arrays over.
     *
     * @param means {@code [rows, 3, horizons]}: logits, locations, log scales
     * @param variances of the same shape, at least 0
     * @param rawDf {@code [horizons]}
     */
    HeadMoments(int rows, float[] means, float[] variances, Gaussian[] rawDf) {
        this.rows = rows;
        this.horizons = rawDf.length;
        this.means = means;
        this.variances = variances;
        this.rawDf = rawDf;
    }

    /** As by the constructor, for a network that computes without the engine; the arrays are taken over. */
    public static HeadMoments of(int rows, float[] means, float[] variances, Gaussian[] rawDf) {
        return new HeadMoments(rows, means, variances, rawDf);
    }

    public int rows() {
        return rows;
    }

    public int horizons() {
        return horizons;
    }

    /** The logit of the atom at zero, less its baseline. */
    public Gaussian logit(int row, int horizon) {
        return output(row, 0, horizon);
    }

    /** The location, less its baseline and in units of the baseline's location scale. */
    public Gaussian location(int row, int horizon) {
        return output(row, 1, horizon);
    }

    /** The log scale, less its baseline. */
    public Gaussian logScale(int row, int horizon) {
        return output(row, 2, horizon);
    }

    /** The raw degrees of freedom, the same for every row: {@code df = 2.1 + softplus(raw)}. */
    public Gaussian rawDf(int horizon) {
        return rawDf[horizon];
    }

    private Gaussian output(int row, int output, int horizon) {
        int at = (row * 3 + output) * horizons + horizon;
        return new Gaussian(means[at], Math.sqrt(variances[at]));
    }
}
