package io.credence.bnn.inference.mcmc;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Where chains start: uniformly within a radius, drawn again where there is no density.
 *
 * @param evaluated point gradients that finding them took
 */
record Starts(Chains.Places places, long evaluated) {

    private static final int TRIES = 100;

    static Starts find(LogDensity target, int chains, double radius, Key key) {
        double[][] positions = new double[chains][];
        double[] values = new double[chains];
        double[][] gradients = new double[chains][target.dimension()];
        long evaluated = 0;
        for (int chain = 0; chain < chains; chain++) {
            UniformRandomProvider random = key.child(chain).generator();
            int tries = 0;
            do {
                refuse(tries++, chain, values[chain], radius);
                positions[chain] =
                        random.doubles(target.dimension(), -radius, radius).toArray();
                values[chain] = target.evaluate(positions[chain], gradients[chain]);
            } while (!finite(values[chain], gradients[chain]));
            evaluated += tries;
        }
        return new Starts(new Chains.Places(positions, values, gradients), evaluated);
    }

    private static boolean finite(double value, double[] gradient) {
        return Double.isFinite(value) && Arrays.stream(gradient).allMatch(Double::isFinite);
    }

    private static void refuse(int tries, int chain, double value, double radius) {
        if (tries == TRIES) {
            throw new IllegalArgumentException("log density, or its gradient, is not finite at " + TRIES
                    + " starts of chain " + chain + " within " + radius + " of 0; its value at the last is " + value
                    + ". Maybe the data hold NaN, or the radius is too large?");
        }
    }
}
