package io.credence.forecasting.bench.portfolio;

/**
 * What is held of the names: amounts of equal size that add up to 100 without their signs, so that losses are in percent.
 *
 * @param alternating whether every second name is sold short
 */
record Book(String name, boolean alternating) {

    double[] values(int names) {
        double[] values = new double[names];
        for (int i = 0; i < names; i++) {
            values[i] = (alternating && i % 2 == 1 ? -100.0 : 100.0) / names;
        }
        return values;
    }
}
