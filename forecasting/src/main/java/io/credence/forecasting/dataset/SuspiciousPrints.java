package io.credence.forecasting.dataset;

/** Finds prints like +10 % and back: larger than anything usual, and taken back at once. */
final class SuspiciousPrints {

    private static final int MEMORY = 50;
    private static final double USUAL_SIZES = 10;
    private static final double TAKEN_BACK = 0.2;

    private SuspiciousPrints() {}

    /** How many, the usual size being the running mean of absolute returns before them. */
    static int count(double[] returns) {
        int count = 0;
        double usual = 0;
        for (int i = 0; i + 1 < returns.length; i++) {
            double size = Math.abs(returns[i]);
            boolean large = i >= MEMORY && size > USUAL_SIZES * usual;
            if (large && Math.abs(returns[i] + returns[i + 1]) < TAKEN_BACK * size) {
                count++;
            }
            double weight = 1.0 / Math.min(i + 1, MEMORY);
            usual += large ? 0 : weight * (size - usual);
        }
        return count;
    }
}
