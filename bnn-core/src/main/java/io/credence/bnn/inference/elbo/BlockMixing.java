package io.credence.bnn.inference.elbo;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.posterior.BlockGaussian;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.posterior.MeanFieldGaussian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Unit lower triangular blocks, so that {@code |B| = 1}; m holds what is below their diagonals, row by row.
 *
 * @param first of each dimension, the first dimension of its block
 * @param offset of each dimension, where its row begins in m; one more holds the size
 */
record BlockMixing(int[] first, int[] offset) implements Mixing {

    static BlockMixing equal(int blocks, int size) {
        int[] first = new int[blocks * size];
        Arrays.setAll(first, i -> i / size * size);
        return of(first);
    }

    static BlockMixing of(List<Integer> sizes, int dimension) {
        int[] first = new int[dimension];
        int from = 0;
        for (int size : sizes) {
            Arrays.fill(first, Math.min(from, dimension), Math.min(from + size, dimension), from);
            from += size;
        }
        if (from != dimension) {
            throw new IllegalArgumentException(
                    "block sizes " + sizes + " add up to " + from + "; the target's dimension is " + dimension);
        }
        return of(first);
    }

    private static BlockMixing of(int[] first) {
        int[] offset = new int[first.length + 1];
        for (int i = 0; i < first.length; i++) {
            offset[i + 1] = Math.addExact(offset[i], i - first[i]);
        }
        return new BlockMixing(first, offset);
    }

    @Override
    public int size() {
        return offset[first.length];
    }

    @Override
    public int noise() {
        return first.length;
    }

    @Override
    public double[] start(UniformRandomProvider random) {
        return new double[size()];
    }

    @Override
    public double[] mix(double[] m, double[] e) {
        double[] w = e.clone();
        for (int i = 0; i < first.length; i++) {
            for (int j = first[i], at = offset[i]; j < i; j++, at++) {
                w[i] += m[at] * e[j];
            }
        }
        return w;
    }

    @Override
    public double[] transpose(double[] m, double[] a) {
        double[] e = a.clone();
        for (int i = 0; i < first.length; i++) {
            for (int j = first[i], at = offset[i]; j < i; j++, at++) {
                e[j] += m[at] * a[i];
            }
        }
        return e;
    }

    @Override
    public void pullBack(double[] e, double[] g, double[] gradient) {
        for (int i = 0; i < first.length; i++) {
            for (int j = first[i], at = offset[i]; j < i; j++, at++) {
                gradient[at] += g[i] * e[j];
            }
        }
    }

    @Override
    public void addEntropyGradient(double[] m, double weight, double[] gradient) {
        // the determinant is 1 whatever m
    }

    @Override
    public GaussianPosterior posterior(double[] mean, double[] scale, double[] m) {
        if (size() == 0) {
            return MeanFieldGaussian.of(mean, scale);
        }
        List<FullGaussian> blocks = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= first.length; to++) {
            if (to == first.length || first[to] == to) {
                blocks.add(block(from, to, mean, scale, m));
                from = to;
            }
        }
        return blocks.size() == 1 ? blocks.getFirst() : BlockGaussian.of(blocks);
    }

    private FullGaussian block(int from, int to, double[] mean, double[] scale, double[] m) {
        double[][] factor = new double[to - from][to - from];
        for (int i = from; i < to; i++) {
            for (int j = from; j < i; j++) {
                factor[i - from][j - from] = scale[i] * m[offset[i] + j - from];
            }
            factor[i - from][i - from] = scale[i];
        }
        return FullGaussian.of(Arrays.copyOfRange(mean, from, to), Cholesky.ofLower(factor));
    }
}
