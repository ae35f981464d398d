package io.credence.bnn.bench.posteriors;

import io.credence.bnn.diagnostics.Convergence;
import io.credence.bnn.inference.mcmc.Chains;
import io.credence.bnn.inference.mcmc.Nuts;
import io.credence.bnn.posterior.StoredDraws;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What NUTS finds of a reference posterior.
 *
 * @param parameters each one's convergence
 * @param z each mean's distance from the reference draws' mean, in Monte Carlo standard errors of the two together
 * @param gradients point gradients, warm-up included
 */
record Recovery(List<Convergence> parameters, double[] z, long divergences, long gradients) {

    static Recovery of(ReferencePosterior reference, Nuts.Options options, int draws, Key key) {
        Nuts nuts = new Nuts(reference.model(), options);
        Chains state = nuts.run(key, (long) options.chains().warmUp() + draws);
        StoredDraws points = nuts.posterior(state);
        List<Convergence> parameters = Convergence.of(parameters(points, reference.model()));
        double[] z = IntStream.range(0, parameters.size())
                .mapToDouble(j -> z(parameters.get(j), Convergence.of(reference.draws()[j])))
                .toArray();
        return new Recovery(parameters, z, state.divergences(), state.evaluated());
    }

    double rHat() {
        return -least(c -> -c.rHat());
    }

    double bulkEss() {
        return least(Convergence::bulkEss);
    }

    double tailEss() {
        return least(Convergence::tailEss);
    }

    double largestZ() {
        return Arrays.stream(z).map(Math::abs).max().orElseThrow();
    }

    private double least(ToDoubleFunction<Convergence> figure) {
        return parameters.stream().mapToDouble(figure).min().orElseThrow();
    }

    private static double z(Convergence ours, Convergence reference) {
        return (ours.mean() - reference.mean()) / Math.hypot(ours.mcse(), reference.mcse());
    }

    private static StoredDraws parameters(StoredDraws points, PosteriorModel model) {
        double[][] all = points.all();
        double[][][] chains = new double[points.chains()][points.drawsPerChain()][];
        for (int i = 0; i < all.length; i++) {
            chains[i / points.drawsPerChain()][i % points.drawsPerChain()] = model.parameters(all[i]);
        }
        return StoredDraws.of(chains);
    }
}
