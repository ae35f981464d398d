package io.credence.forecasting.model.bayesian.stochastic;

import java.util.SplittableRandom;

/** One simulated path of the hidden state: what the next return is given it. Mutable. */
public final class HiddenPath {

    private final HiddenMarkov model;
    private final SplittableRandom random;
    private int state;
    private boolean jump;

    HiddenPath(HiddenMarkov model, double[] law, SplittableRandom random) {
        this.model = model;
        this.random = random;
        this.state = drawn(law);
        this.jump = random.nextDouble() < model.jumps();
    }

    /** Of the next return, in percent. */
    public double mean() {
        return model.means()[state];
    }

    /** Of the next return, which is Gaussian. */
    public double variance() {
        return model.variances()[state] + (jump ? model.jumpVariance() : 0);
    }

    /** The next day begins. */
    public void step() {
        double[] here = new double[model.means().length];
        here[state] = 1;
        state = drawn(model.chain().next(here));
        jump = random.nextDouble() < model.jumps();
    }

    private int drawn(double[] law) {
        double left = random.nextDouble();
        int drawn = 0;
        while (drawn < law.length - 1 && left >= law[drawn]) {
            left -= law[drawn++];
        }
        return drawn;
    }
}
