package io.credence.bnn.posterior;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** A Gaussian whose covariance is block diagonal: independent groups of parameters, such as layers or rows of a layer. */
public final class BlockGaussian extends GaussianPosterior {

    private final List<FullGaussian> blocks;

    private BlockGaussian(List<FullGaussian> blocks) {
        super(blocks.stream().flatMapToDouble(b -> Arrays.stream(b.mean())).toArray());
        this.blocks = List.copyOf(blocks);
    }

    /**
     * Of its blocks, in the order of the parameters.
     *
     * @param blocks at least one
     */
    public static BlockGaussian of(List<FullGaussian> blocks) {
        return new BlockGaussian(blocks);
    }

    /** In the order of the parameters. */
    public List<FullGaussian> blocks() {
        return blocks;
    }

    @Override
    public double[] variance() {
        return blocks.stream().flatMapToDouble(b -> Arrays.stream(b.variance())).toArray();
    }

    @Override
    int noise() {
        return dimension();
    }

    @Override
    double[] factorTimes(double[] noise) {
        return inBlocks(FullGaussian::factorTimes, noise);
    }

    @Override
    public double[] covarianceTimes(double[] vector) {
        return inBlocks(FullGaussian::covarianceTimes, vector);
    }

    @Override
    double[] precisionTimes(double[] deviation) {
        return inBlocks(FullGaussian::precisionTimes, deviation);
    }

    @Override
    double logDeterminant() {
        return blocks.stream().mapToDouble(FullGaussian::logDeterminant).sum();
    }

    private double[] inBlocks(BiFunction<FullGaussian, double[], double[]> product, double[] whole) {
        double[] out = new double[dimension()];
        int from = 0;
        for (FullGaussian block : blocks) {
            int to = from + block.dimension();
            double[] part = product.apply(block, Arrays.copyOfRange(whole, from, to));
            System.arraycopy(part, 0, out, from, part.length);
            from = to;
        }
        return out;
    }
}
