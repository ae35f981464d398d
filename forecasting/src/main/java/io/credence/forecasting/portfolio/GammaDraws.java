package io.credence.forecasting.portfolio;

import java.util.SplittableRandom;

/** Gamma variates with scale 1, by Marsaglia and Tsang's squeeze (2000): {@code d (1 + z / sqrt(9 d))^3} with {@code d = shape - 1/3}. */
final class GammaDraws {

    private GammaDraws() {}

    /** @param shape at least 1 */
    static double draw(double shape, SplittableRandom random) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double z = random.nextGaussian();
            double cube = (1 + c * z) * (1 + c * z) * (1 + c * z);
            if (cube > 0 && Math.log(1 - random.nextDouble()) < 0.5 * z * z + d * (1 - cube + Math.log(cube))) {
                return d * cube;
            }
        }
    }
}
