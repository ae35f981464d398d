package io.credence.bnn.head;

import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;

/** The posterior of the whole head from one whose degrees of freedom are held: they do not vary. */
record CompletedPosterior(Posterior given, GivenDfDensity target) implements Posterior {

    @Override
    public int dimension() {
        return target.complete(new double[given.dimension()]).length;
    }

    @Override
    public double[][] draw(int draws, Key key) {
        return Arrays.stream(given.draw(draws, key)).map(target::complete).toArray(double[][]::new);
    }

    @Override
    public double[] mean() {
        return target.complete(given.mean());
    }

    @Override
    public double[] variance() {
        return Arrays.copyOf(given.variance(), dimension());
    }
}
