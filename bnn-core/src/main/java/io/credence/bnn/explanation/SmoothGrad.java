package io.credence.bnn.explanation;

import io.credence.bnn.random.Key;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The mean gradient under Gaussian noise on the inputs (Smilkov et al. 2017, "SmoothGrad: removing noise by adding noise"): {@code E f'(x + sd
 * z)}. Of a quadratic it is the gradient itself. Noise comes in pairs of opposite sign, which takes its odd part away exactly.
 *
 * @param sd of the noise in units of the inputs, above 0
 * @param pairs of noises, at least 1; the same for each point
 * @param key of the noises
 */
public record SmoothGrad(double sd, int pairs, Key key) implements AttributionMethod {

    public SmoothGrad {
        if (!(sd > 0) || Double.isInfinite(sd) || pairs < 1) {
            throw new IllegalArgumentException("SmoothGrad has noise of " + sd + " and " + pairs
                    + " pairs of it; the noise must be above 0 and finite, the pairs at least 1");
        }
    }

    @Override
    public double[][] of(Explained output, double[][] points) {
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(key.generator());
        double[][] sum = new double[points.length][points[0].length];
        for (int pair = 0; pair < pairs; pair++) {
            double[] noise = new double[points[0].length];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = sd * gaussian.sample();
            }
            Points.addTo(sum, 0.5 / pairs, output.gradients(Points.moved(points, 1, noise)));
            Points.addTo(sum, 0.5 / pairs, output.gradients(Points.moved(points, -1, noise)));
        }
        return sum;
    }
}
