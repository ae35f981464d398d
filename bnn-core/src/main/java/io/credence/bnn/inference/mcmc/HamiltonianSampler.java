package io.credence.bnn.inference.mcmc;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Step;
import io.credence.bnn.posterior.StoredDraws;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** What HMC and NUTS share: chains, warm-up, and one call of the target for the gradients that all chains want. */
public abstract sealed class HamiltonianSampler implements InferenceAlgorithm<Chains> permits Hmc, Nuts {

    private final LogDensity target;
    private final ChainOptions options;
    private final WarmUp warmUp;

    HamiltonianSampler(LogDensity target, ChainOptions options) {
        this.target = target;
        this.options = options;
        this.warmUp = new WarmUp(options.warmUp());
    }

    abstract Trajectory trajectory(Phase from, double step, Metric metric, UniformRandomProvider random);

    @Override
    public final Chains init(Key key) {
        Starts starts = Starts.find(target, options.chains(), options.radius(), key.child(0));
        Tuning tuning = Tuning.start(options.metric(), target.dimension());
        StepSearch search = new StepSearch(
                target, starts.places(), tuning.metric(), key.child(0).child(-1));
        Tuning ready = tuning.withStep(search.from(1));
        return new Chains(0, key, starts.places(), ready, Kept.NONE, 0, starts.evaluated() + search.evaluated());
    }

    @Override
    public final Step<Chains> step(Chains state) {
        long step = state.step() + 1;
        Key key = state.key().child(step);
        double size = state.tuning().step(warmUp.tunes(step));
        Trajectory[] moves = start(state, size, key);
        long gradients = follow(moves);
        Chains.Places places = places(moves);
        double acceptance = Arrays.stream(moves)
                .mapToDouble(Trajectory::acceptance)
                .average()
                .orElseThrow();
        long divergent = Arrays.stream(moves).filter(Trajectory::divergent).count();
        Chains moved = warmUp.tunes(step)
                ? tuned(state, places, acceptance, gradients)
                : new Chains(
                        step,
                        state.key(),
                        places,
                        state.tuning(),
                        state.kept().with(places.positions()),
                        state.divergences() + divergent,
                        state.evaluated() + gradients);
        Info info = Info.of(
                step, Arrays.stream(places.values()).average().orElseThrow(), moved.evaluated() - state.evaluated());
        return new Step<>(
                moved,
                info.with("accept", acceptance).with("divergent", divergent).with("stepSize", size));
    }

    @Override
    public final StoredDraws posterior(Chains state) {
        return state.posterior();
    }

    @Override
    public final Chains restore(Tensors saved) {
        return Chains.restore(saved, options, target.dimension());
    }

    private Trajectory[] start(Chains state, double size, Key key) {
        return IntStream.range(0, options.chains())
                .mapToObj(chain -> {
                    UniformRandomProvider random = key.child(chain).generator();
                    double[] momentum = state.tuning().metric().momentum(noise(target.dimension(), random));
                    return trajectory(
                            state.places().phase(chain, momentum),
                            size,
                            state.tuning().metric(),
                            random);
                })
                .toArray(Trajectory[]::new);
    }

    /** Gives the trajectories the gradients that they want until all are done; returns how many. */
    private long follow(Trajectory[] moves) {
        long evaluated = 0;
        Trajectory[] open = moves;
        while (open.length > 0) {
            double[][] points = Arrays.stream(open).map(Trajectory::wants).toArray(double[][]::new);
            double[] values = new double[open.length];
            double[][] gradients = new double[open.length][target.dimension()];
            target.evaluate(points, values, gradients);
            for (int i = 0; i < open.length; i++) {
                open[i].take(values[i], gradients[i]);
            }
            evaluated += open.length;
            open = Arrays.stream(open).filter(move -> !move.done()).toArray(Trajectory[]::new);
        }
        return evaluated;
    }

    private static Chains.Places places(Trajectory[] moves) {
        Phase[] chosen = Arrays.stream(moves).map(Trajectory::chosen).toArray(Phase[]::new);
        return new Chains.Places(
                Arrays.stream(chosen).map(Phase::position).toArray(double[][]::new),
                Arrays.stream(chosen).mapToDouble(Phase::value).toArray(),
                Arrays.stream(chosen).map(Phase::gradient).toArray(double[][]::new));
    }

    private Chains tuned(Chains state, Chains.Places places, double acceptance, long gradients) {
        long step = state.step() + 1;
        Tuning old = state.tuning();
        DualAveraging averaging = old.averaging().after(acceptance, options.acceptance());
        Covariance window = warmUp.learns(step) ? old.window().with(places.positions()) : old.window();
        Tuning tuning = new Tuning(averaging, old.metric(), window);
        long evaluated = state.evaluated() + gradients;
        if (warmUp.renews(step)) {
            Metric metric = window.metric();
            StepSearch search = new StepSearch(
                    target, places, metric, state.key().child(step).child(-1));
            tuning = new Tuning(
                    DualAveraging.from(search.from(averaging.tuned())),
                    metric,
                    Covariance.empty(options.metric(), target.dimension()));
            evaluated += search.evaluated();
        }
        return new Chains(step, state.key(), places, tuning, state.kept(), 0, evaluated);
    }

    static double[] noise(int length, UniformRandomProvider random) {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        double[] noise = new double[length];
        Arrays.setAll(noise, j -> normal.sample());
        return noise;
    }
}
