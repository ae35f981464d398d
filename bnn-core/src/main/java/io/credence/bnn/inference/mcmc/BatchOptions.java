package io.credence.bnn.inference.mcmc;

/**
 * What samplers on batches have in common.
 *
 * @param chains at least 1
 * @param batch rows of each step, at least 1; all rows when there are no more
 * @param burnIn steps whose draws are not kept, at least 100: the first half climbs to a mode, the second learns the scales
 * @param thin every so many steps a draw is kept, at least 1
 * @param stepSize of sampling, in (0, 1); see the sampler for the bias that it brings
 * @param ascent the step of each coordinate at the start of the climb, in its own units, above 0
 * @param radius chains start uniformly within this of 0 in every coordinate, above 0
 */
public record BatchOptions(int chains, int batch, int burnIn, int thin, double stepSize, double ascent, double radius) {

    public BatchOptions {
        Checks.atLeast("chains", chains, 1);
        Checks.atLeast("batch", batch, 1);
        Checks.atLeast("burnIn", burnIn, 100);
        Checks.atLeast("thin", thin, 1);
        Checks.inside("stepSize", stepSize, 0, 1);
        Checks.inside("ascent", ascent, 0, Double.POSITIVE_INFINITY);
        Checks.inside("radius", radius, 0, Double.POSITIVE_INFINITY);
    }

    public BatchOptions withChains(int value) {
        return new BatchOptions(value, batch, burnIn, thin, stepSize, ascent, radius);
    }

    public BatchOptions withBatch(int value) {
        return new BatchOptions(chains, value, burnIn, thin, stepSize, ascent, radius);
    }

    public BatchOptions withBurnIn(int value) {
        return new BatchOptions(chains, batch, value, thin, stepSize, ascent, radius);
    }

    public BatchOptions withThin(int value) {
        return new BatchOptions(chains, batch, burnIn, value, stepSize, ascent, radius);
    }

    public BatchOptions withStepSize(double value) {
        return new BatchOptions(chains, batch, burnIn, thin, value, ascent, radius);
    }

    public BatchOptions withAscent(double value) {
        return new BatchOptions(chains, batch, burnIn, thin, stepSize, value, radius);
    }

    public BatchOptions withRadius(double value) {
        return new BatchOptions(chains, batch, burnIn, thin, stepSize, ascent, value);
    }
}
