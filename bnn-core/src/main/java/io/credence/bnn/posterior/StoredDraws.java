package io.credence.bnn.posterior;

import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A posterior as draws of Markov chains. {@link #draw} picks stored ones, with replacement; {@link #mean} and {@link #variance} are
 * those of all stored draws.
 */
public final class StoredDraws implements Posterior {

    private final double[][][] chains;
    private final int perChain;

    private StoredDraws(double[][][] chains) {
        this.chains = chains;
        this.perChain = chains[0].length;
    }

    /**
     * Copies nothing: the arrays must not change afterwards.
     *
     * @param chains {@code [chains][draws][dimension]}, at least one draw, as many in each
     * @throws IllegalArgumentException when there is none or a chain is longer than another
     */
    public static StoredDraws of(double[][][] chains) {
        if (chains.length == 0 || chains[0].length == 0) {
            throw new IllegalArgumentException("no draws are stored. Maybe the chains were still warming up?");
        }
        if (Arrays.stream(chains).anyMatch(chain -> chain.length != chains[0].length)) {
            throw new IllegalArgumentException("chains have "
                    + Arrays.toString(Arrays.stream(chains)
                            .mapToInt(chain -> chain.length)
                            .toArray())
                    + " draws; each must have as many");
        }
        return new StoredDraws(chains);
    }

    @Override
    public int dimension() {
        return chains[0][0].length;
    }

    public int chains() {
        return chains.length;
    }

    /** Stored draws of each chain. */
    public int drawsPerChain() {
        return perChain;
    }

    /** One parameter's draws in order, {@code [chains][draws]}. */
    public double[][] parameter(int index) {
        return Arrays.stream(chains)
                .map(chain ->
                        Arrays.stream(chain).mapToDouble(draw -> draw[index]).toArray())
                .toArray(double[][]::new);
    }

    /** Every stored draw, chain after chain, {@code [chains * draws][dimension]}. */
    public double[][] all() {
        return Arrays.stream(chains)
                .flatMap(Arrays::stream)
                .map(double[]::clone)
                .toArray(double[][]::new);
    }

    @Override
    public double[][] draw(int draws, Key key) {
        if (draws < 1) {
            throw new IllegalArgumentException("draws is " + draws + "; at least 1 is allowed");
        }
        UniformRandomProvider random = key.generator();
        return IntStream.range(0, draws)
                .mapToObj(i -> chains[random.nextInt(chains.length)][random.nextInt(perChain)].clone())
                .toArray(double[][]::new);
    }

    @Override
    public double[] mean() {
        double[] mean = new double[dimension()];
        for (double[][] chain : chains) {
            for (double[] draw : chain) {
                for (int j = 0; j < mean.length; j++) {
                    mean[j] += draw[j] / (chains.length * (double) perChain);
                }
            }
        }
        return mean;
    }

    @Override
    public double[] variance() {
        double[] mean = mean();
        double[] variance = new double[mean.length];
        for (double[][] chain : chains) {
            for (double[] draw : chain) {
                for (int j = 0; j < mean.length; j++) {
                    double deviation = draw[j] - mean[j];
                    variance[j] += deviation * deviation / (chains.length * (double) perChain);
                }
            }
        }
        return variance;
    }
}
