package io.credence.forecasting.portfolio;

import io.credence.bnn.linalg.SymmetricEigen;

/**
 * The correlation of an elliptical copula from Kendall's tau, {@code sin(pi tau / 2)} (Lindskog, McNeil and Schmock 2003),
 * which no marginal and no outlier moves. The matrix is drawn towards the one whose correlations are all equal to their
 * mean, by the share of the spread between correlations that is noise of estimation (Ledoit and Wolf 2004), and towards the
 * identity only where it would not be positive definite. A single pair is not drawn anywhere.
 *
 * @param matrix {@code [names][names]}
 * @param shrinkage the share of the mean correlation, in [0, 1]
 */
record RankCorrelation(double[][] matrix, double shrinkage) {

    private static final double LEAST_EIGENVALUE = 1e-6;

    /**
     * Estimates.
     *
     * @param rows {@code [names][observations]}
     * @param effective how many observations these are worth
     */
    static RankCorrelation of(double[][] rows, double effective) {
        double[][] raw = raw(rows);
        double mean = mean(raw);
        double share = noiseShare(raw, mean, effective);
        double[][] blended = blend(raw, share, Math.max(mean, leastEqual(raw.length)));
        double least = raw.length == 1 ? 1 : SymmetricEigen.of(blended).values()[0];
        double repair = least >= LEAST_EIGENVALUE ? 0 : (LEAST_EIGENVALUE - least) / (1 - least);
        return new RankCorrelation(blend(blended, repair, 0), share);
    }

    private static double[][] raw(double[][] rows) {
        int names = rows.length;
        int[][] places = new int[names][];
        double[][] correlation = new double[names][names];
        for (int i = 0; i < names; i++) {
            places[i] = KendallTau.places(rows[i]);
            correlation[i][i] = 1;
            for (int j = 0; j < i; j++) {
                correlation[i][j] = Math.sin(Math.PI / 2 * KendallTau.of(places[i], places[j]));
                correlation[j][i] = correlation[i][j];
            }
        }
        return correlation;
    }

    private static double mean(double[][] correlation) {
        double sum = 0;
        for (int i = 0; i < correlation.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += correlation[i][j];
            }
        }
        return correlation.length < 2 ? 0 : sum / (0.5 * correlation.length * (correlation.length - 1));
    }

    /** Nearly the least that all correlations of so many names can be. */
    private static double leastEqual(int names) {
        return names < 2 ? 0 : -0.999 / (names - 1);
    }

    private static double noiseShare(double[][] correlation, double mean, double effective) {
        double noise = 0;
        double spread = 0;
        for (int i = 0; i < correlation.length; i++) {
            for (int j = 0; j < i; j++) {
                noise += variance(correlation[i][j], effective);
                spread += (correlation[i][j] - mean) * (correlation[i][j] - mean);
            }
        }
        return correlation.length < 3 ? 0 : noise >= spread ? 1 : noise / spread;
    }

    /** Of tau under a Gaussian copula (Esscher 1924), by the delta rule. */
    private static double variance(double correlation, double effective) {
        double arc = Math.asin(correlation / 2);
        double ofTau = 4 / effective * (1.0 / 9 - 4 / (Math.PI * Math.PI) * arc * arc);
        return Math.PI * Math.PI / 4 * (1 - correlation * correlation) * ofTau;
    }

    private static double[][] blend(double[][] correlation, double share, double equal) {
        int names = correlation.length;
        double[][] blended = new double[names][names];
        for (int i = 0; i < names; i++) {
            for (int j = 0; j < names; j++) {
                blended[i][j] = i == j ? 1 : (1 - share) * correlation[i][j] + share * equal;
            }
        }
        return blended;
    }
}
