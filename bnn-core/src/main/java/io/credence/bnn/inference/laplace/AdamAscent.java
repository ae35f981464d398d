package io.credence.bnn.inference.laplace;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.linalg.Matrices;

/**
 * Adam (Kingma and Ba 2015). It ends in a ball around the maximum whose size is the rate; L-BFGS ends in the maximum.
 *
 * @param rate step size, above 0
 */
public record AdamAscent(double rate) implements Optimiser {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;

    public AdamAscent {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("rate is " + rate + "; it must be above 0 and finite");
        }
    }

    @Override
    public int memory() {
        return 2;
    }

    @Override
    public Climb step(LogDensity target, Climb climb, long number) {
        double[][] memory = Matrices.copy(climb.memory());
        double[] point = climb.point().clone();
        for (int i = 0; i < point.length; i++) {
            double g = climb.gradient()[i];
            memory[0][i] = BETA1 * memory[0][i] + (1 - BETA1) * g;
            memory[1][i] = BETA2 * memory[1][i] + (1 - BETA2) * g * g;
            double first = memory[0][i] / (1 - Math.pow(BETA1, number));
            double second = memory[1][i] / (1 - Math.pow(BETA2, number));
            point[i] += rate * first / (Math.sqrt(second) + 1e-8);
        }
        double[] gradient = new double[point.length];
        double value = target.evaluate(point, gradient);
        return climb.to(point, value, gradient, memory, 2, 1);
    }
}
