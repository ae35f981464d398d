package io.credence.forecasting.model.bayesian.hybrid;

/**
 * Centres and deviations of inputs, of the rows that were learnt from.
 *
 * @param centres of each input
 * @param deviations of each, positive
 */
record Standard(double[] centres, double[] deviations) {

    private static final double LEAST = 1e-6;

    static Standard of(double[][] rows) {
        double[] centres = new double[rows[0].length];
        double[] deviations = new double[centres.length];
        for (int k = 0; k < centres.length; k++) {
            double sum = 0;
            double squares = 0;
            for (double[] row : rows) {
                sum += row[k];
                squares += row[k] * row[k];
            }
            centres[k] = sum / rows.length;
            deviations[k] = Math.max(LEAST, Math.sqrt(Math.max(0, squares / rows.length - centres[k] * centres[k])));
        }
        return new Standard(centres, deviations);
    }

    double[] apply(double[] row) {
        double[] scaled = new double[row.length];
        for (int k = 0; k < row.length; k++) {
            scaled[k] = (row[k] - centres[k]) / deviations[k];
        }
        return scaled;
    }
}
