package io.credence.bnn.inference.laplace;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.optimiser.Adam;

/**
 * Adam (Kingma and Ba 2015). It ends in a ball around the maximum whose size is the rate; L-BFGS ends in the maximum.
 *
 * @param rate step size, above 0
 */
public record AdamAscent(double rate) implements Optimiser {

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
        Adam adam = new Adam(climb.memory()[0], climb.memory()[1]).after(climb.gradient());
        double[] point = adam.ascend(climb.point(), rate, number);
        double[] gradient = new double[point.length];
        double value = target.evaluate(point, gradient);
        return climb.to(point, value, gradient, new double[][] {adam.first(), adam.second()}, 2, 1);
    }
}
