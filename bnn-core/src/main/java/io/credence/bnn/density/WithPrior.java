package io.credence.bnn.density;

/**
 * The same data under another prior, such as a {@link ScaleMixture}, or an {@link IndependentGaussian} centred on a trained MAP.
 *
 * @param data whose likelihood counts
 * @param prior in place of its own, of the same dimension
 */
public record WithPrior(DataDensity data, LogDensity prior) implements DataDensity {

    public WithPrior {
        if (prior.dimension() != data.dimension()) {
            throw new IllegalArgumentException(
                    "prior has dimension " + prior.dimension() + "; the data's model has " + data.dimension());
        }
    }

    @Override
    public int dimension() {
        return data.dimension();
    }

    @Override
    public int rows() {
        return data.rows();
    }

    @Override
    public LogDensity likelihood(int[] rows) {
        return data.likelihood(rows);
    }
}
