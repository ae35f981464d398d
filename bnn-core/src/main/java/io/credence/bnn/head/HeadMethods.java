package io.credence.bnn.head;

import io.credence.bnn.catalogue.Catalogue;
import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.TemperedDensity;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.State;
import io.credence.bnn.inference.Step;
import io.credence.bnn.inference.continual.VariationalNewton;
import io.credence.bnn.inference.elbo.Advi;
import io.credence.bnn.inference.elbo.BoundState;
import io.credence.bnn.inference.elbo.EmpiricalBayes;
import io.credence.bnn.inference.elbo.Estimator;
import io.credence.bnn.inference.elbo.ScaleNetwork;
import io.credence.bnn.inference.elbo.VariationalInference;
import io.credence.bnn.inference.elbo.VariationalOptions;
import io.credence.bnn.inference.elbo.VariationalOptions.Rate;
import io.credence.bnn.inference.elbo.VariationalOptions.Sampling;
import io.credence.bnn.inference.flow.FlowInference;
import io.credence.bnn.inference.laplace.Curvature;
import io.credence.bnn.inference.laplace.Laplace;
import io.credence.bnn.inference.laplace.Structure;
import io.credence.bnn.inference.mcmc.BatchOptions;
import io.credence.bnn.inference.mcmc.ChainOptions;
import io.credence.bnn.inference.mcmc.Hmc;
import io.credence.bnn.inference.mcmc.Nuts;
import io.credence.bnn.inference.mcmc.Sghmc;
import io.credence.bnn.inference.mcmc.Sgld;
import io.credence.bnn.inference.score.BatchAndMatch;
import io.credence.bnn.inference.score.GaussianScoreMatching;
import io.credence.bnn.inference.score.ProximalScore;
import io.credence.bnn.posterior.GaussianFamily;
import io.credence.bnn.posterior.MixturePosterior;
import io.credence.bnn.posterior.PointMass;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.posterior.flow.Flow;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Methods for a head by name, each with options that suit some tens of parameters and some hundred to some thousand rows. A new method
 * is a class in {@code inference} and a line here.
 */
public final class HeadMethods {

    private static final int MAP_STEPS = 1000;
    private static final int BATCH = 64;

    /** Nats that a step near the maximum may still gain. */
    private static final double SETTLED = 1e-7;

    private static final int SETTLED_STEPS = 3;
    private static final int MEMBERS = 16;

    /** First spread of methods that start as a sphere: about a posterior's, since scores far out are huge. */
    private static final double START_SD = 0.1;

    private HeadMethods() {}

    /** All of them. */
    public static Catalogue<HeadMethod> catalogue() {
        Map<String, HeadMethod> methods = new TreeMap<>();
        addLaplace(methods);
        addSamplers(methods);
        addVariational(methods);
        addScores(methods);
        addFlows(methods);
        addEnsembles(methods);
        addPropagation(methods);
        return Catalogue.of("method", methods);
    }

    /** The posterior's maximum: point weights under the same likelihood and prior, {@code [dimension]}. */
    public static double[] maximum(HeadDensity target) {
        return climbed(Laplace.of(target, Laplace.Options.withDefaults().withStart(start(target))))
                .point();
    }

    /**
     * Laplace by blocks, for a head that is nearly right: it climbs from there, and only as far as it gains anything.
     *
     * @param start as yesterday's means
     */
    public static HeadMethod update(double[] start) {
        return (target, key) -> {
            Laplace laplace =
                    laplaceOf(target, new Structure.Blocks(target.shape().blocks()), Curvature.GAUSS_NEWTON, start);
            return laplace.posterior(settled(laplace));
        };
    }

    private static Laplace.State settled(Laplace laplace) {
        Laplace.State state = laplace.init(Key.of(0));
        double value = Double.NEGATIVE_INFINITY;
        for (int step = 0, quiet = 0; step < MAP_STEPS && quiet < SETTLED_STEPS; step++) {
            Step<Laplace.State> next = laplace.step(state);
            quiet = next.info().objective() - value < SETTLED ? quiet + 1 : 0;
            value = next.info().objective();
            state = next.state();
        }
        return state;
    }

    private static void addLaplace(Map<String, HeadMethod> methods) {
        methods.put("laplace", (target, key) -> laplace(target, new Structure.Full(), Curvature.HESSIAN));
        methods.put(
                "laplace-block",
                (target, key) ->
                        laplace(target, new Structure.Blocks(target.shape().blocks()), Curvature.GAUSS_NEWTON));
        methods.put(
                "laplace-diagonal", (target, key) -> laplace(target, new Structure.Diagonal(), Curvature.GAUSS_NEWTON));
        methods.put("laplace-kronecker", (target, key) -> kronecker(target));
    }

    private static void addSamplers(Map<String, HeadMethod> methods) {
        ChainOptions chains = ChainOptions.withDefaults().withWarmUp(300).withRadius(START_SD);
        methods.put(
                "nuts",
                (target, key) ->
                        run(new Nuts(target, Nuts.Options.withDefaults().withChains(chains)), key, 600));
        methods.put(
                "hmc",
                (target, key) -> run(
                        new Hmc(
                                target,
                                Hmc.Options.withDefaults().withChains(chains).withLeaps(16)),
                        key,
                        600));
        methods.put("sgld", (target, key) -> run(new Sgld(target, batched(Sgld.withDefaults())), key, 12_000));
        methods.put("sghmc", (target, key) -> run(new Sghmc(target, batched(Sghmc.withDefaults())), key, 12_000));
    }

    private static BatchOptions batched(BatchOptions options) {
        return options.withBatch(BATCH).withRadius(START_SD);
    }

    private static void addVariational(Map<String, HeadMethod> methods) {
        VariationalOptions all = VariationalOptions.withDefaults()
                .withEstimator(Estimator.PATH_DERIVATIVE)
                .withRate(new Rate(0.02, 0.02, 1500, 0.3));
        VariationalOptions batches = all.withEstimator(Estimator.REPARAMETERISED)
                .withSampling(new Sampling(4, 1, BATCH))
                .withRate(new Rate(0.02, 0.02, 6000, 0.3));
        methods.put("vi-mean-field", (target, key) -> variational(target, target, all, key));
        methods.put(
                "vi-full-rank",
                (target, key) -> variational(target, target, all.withFamily(GaussianFamily.fullRank()), key));
        methods.put("vi-block", (target, key) -> variational(target, target, all.withFamily(blocks(target)), key));
        methods.put(
                "vi-low-rank",
                (target, key) -> variational(target, target, all.withFamily(GaussianFamily.lowRank(4)), key));
        methods.put("svi", (target, key) -> variational(target, target, batches, key));
        methods.put("iwae", (target, key) -> variational(target, target, all.withSampling(new Sampling(2, 5, 0)), key));
        methods.put("cold", (target, key) -> variational(target, new TemperedDensity(target, 0.5), all, key));
        methods.put("empirical-bayes", (target, key) -> empirical(target, all, key));
        methods.put("vi-newton", (target, key) -> run(VariationalNewton.of(target), key, 40));
        methods.put("advi", (target, key) -> run(Advi.of(target, Advi.Options.withDefaults()), key, 1500));
        methods.put(
                "advi-full-rank",
                (target, key) -> run(
                        Advi.of(target, Advi.Options.withDefaults().withFamily(GaussianFamily.fullRank())), key, 1500));
    }

    private static void addScores(Map<String, HeadMethod> methods) {
        methods.put(
                "gsm",
                (target, key) -> run(
                        GaussianScoreMatching.of(
                                target,
                                GaussianScoreMatching.Options.withDefaults().withStartSd(START_SD)),
                        key,
                        400));
        methods.put("bam", (target, key) -> matched(target, GaussianFamily.fullRank(), key));
        methods.put("bam-diagonal", (target, key) -> matched(target, GaussianFamily.meanField(), key));
        methods.put("bam-low-rank", (target, key) -> matched(target, GaussianFamily.lowRank(4), key));
        methods.put(
                "score-vi",
                (target, key) -> run(
                        ProximalScore.of(
                                target,
                                ProximalScore.Options.withDefaults()
                                        .withBatch(BATCH)
                                        .withStartSd(START_SD)),
                        key,
                        1000));
    }

    private static void addFlows(Map<String, HeadMethod> methods) {
        methods.put("coupling-flow", (target, key) -> flow(target, Flow.coupling(target.dimension(), 2, 16), key));
        methods.put("iaf", (target, key) -> flow(target, Flow.autoregressive(target.dimension(), 2, 16), key));
    }

    private static void addEnsembles(Map<String, HeadMethod> methods) {
        methods.put("deep-ensemble", HeadMethods::bagged);
        methods.put(
                "mc-dropout",
                (target, key) -> run(HeadDropout.of(target, new HeadDropout.Options(0.05, BATCH, 3000)), key, 3000));
    }

    /**
     * On one layer, probabilistic backpropagation is assumed density filtering: a first sweep without damping. Its further passes
     * count each row again; here one more, in which none counts twice.
     */
    private static void addPropagation(Map<String, HeadMethod> methods) {
        methods.put("ep", (target, key) -> propagated(target, 0.7, 12, key));
        methods.put("pbp", (target, key) -> propagated(target, 1, 2, key));
    }

    /**
     * Members at the maximum. Every start of a head reaches the same one, so what members differ by is their rows: drawn with
     * replacement, as many as there are (Breiman 1996, "Bagging Predictors").
     */
    private static Posterior bagged(HeadDensity target, Key key) {
        return MixturePosterior.of(IntStream.range(0, MEMBERS)
                .mapToObj(member -> key.child(member).generator())
                .map(random -> IntStream.range(0, target.rows())
                        .map(i -> random.nextInt(target.rows()))
                        .toArray())
                .map(rows -> PointMass.of(maximum(target.on(target.data().picked(rows)))))
                .toList());
    }

    /** Degrees of freedom are held at the maximum. */
    private static Posterior propagated(HeadDensity target, double damping, long sweeps, Key key) {
        HeadShape shape = target.shape();
        double[] rawDf = Arrays.copyOfRange(maximum(target), shape.rawDf(0), shape.dimension());
        HeadPropagation propagation = HeadPropagation.of(target, rawDf, priorSd(target), damping);
        return new CompletedPosterior(run(propagation, key, sweeps), propagation.target());
    }

    private static Posterior laplace(HeadDensity target, Structure structure, Curvature curvature) {
        Laplace laplace = laplaceOf(target, structure, curvature, start(target));
        return laplace.posterior(climbed(laplace));
    }

    private static Laplace laplaceOf(HeadDensity target, Structure structure, Curvature curvature, double[] start) {
        return Laplace.of(
                target,
                Laplace.Options.withDefaults()
                        .withStructure(structure)
                        .withCurvature(curvature)
                        .withStart(start));
    }

    /** Until the point stays, which is the maximum as far as doubles can tell. */
    private static Laplace.State climbed(Laplace laplace) {
        Laplace.State state = laplace.init(Key.of(0));
        for (int i = 0; i < MAP_STEPS; i++) {
            Laplace.State next = laplace.step(state).state();
            if (Arrays.equals(next.point(), state.point())) {
                return next;
            }
            state = next;
        }
        return state;
    }

    /** Degrees of freedom are held at the maximum, under which the rest has the factors. */
    private static Posterior kronecker(HeadDensity target) {
        HeadShape shape = target.shape();
        double[] maximum = maximum(target);
        double[] rawDf = Arrays.copyOfRange(maximum, shape.rawDf(0), shape.dimension());
        GivenDfDensity given = target.givenDf(rawDf, priorSd(target));
        Laplace laplace = Laplace.of(
                given,
                Laplace.Options.withDefaults()
                        .withStructure(new Structure.Kronecker())
                        .withStart(Arrays.copyOf(maximum, shape.rawDf(0))));
        return new CompletedPosterior(laplace.posterior(climbed(laplace)), given);
    }

    /** Of the first weight; an isotropic prior's of all. */
    private static double priorSd(HeadDensity target) {
        double[][] gradients = new double[2][target.dimension()];
        double[][] points = new double[2][target.dimension()];
        points[1][0] = 1;
        target.prior().evaluate(points, new double[2], gradients);
        return 1 / Math.sqrt(gradients[0][0] - gradients[1][0]);
    }

    private static Posterior variational(HeadDensity target, DataDensity density, VariationalOptions options, Key key) {
        VariationalInference vi = VariationalInference.of(density, options);
        BoundState state = vi.init(key, maximum(target));
        for (long i = 0; i < options.rate().steps(); i++) {
            state = vi.step(state).state();
        }
        return vi.posterior(state);
    }

    /** The prior's scale of each weight by what kind of output it belongs to and whether it is a bias. */
    private static Posterior empirical(HeadDensity target, VariationalOptions options, Key key) {
        HeadShape shape = target.shape();
        double[][] kinds = IntStream.range(0, target.dimension())
                .mapToObj(i -> kind(shape, i))
                .toArray(double[][]::new);
        EmpiricalBayes bayes = EmpiricalBayes.of(target, new ScaleNetwork(kinds, 4), options);
        return bayes.posterior(bayes.run(key));
    }

    private static double[] kind(HeadShape shape, int index) {
        double[] kind = new double[5];
        int output = index / shape.width();
        kind[index >= shape.rawDf(0) ? 3 : output / shape.horizons()] = 1;
        kind[4] = index % shape.width() == shape.features() ? 1 : 0;
        return kind;
    }

    private static Posterior matched(HeadDensity target, GaussianFamily family, Key key) {
        BatchAndMatch.Options options = BatchAndMatch.Options.withDefaults()
                .withFamily(family)
                .withLambda(10, 1)
                .withStartSd(START_SD);
        return run(BatchAndMatch.of(target, options), key, 200);
    }

    private static Posterior flow(HeadDensity target, Flow flow, Key key) {
        FlowInference inference = FlowInference.of(
                target,
                flow,
                FlowInference.Options.withDefaults().withSteps(2000).withDraws(8));
        return inference.posterior(inference.run(key));
    }

    private static GaussianFamily blocks(HeadDensity target) {
        return new GaussianFamily.Blocks(
                Arrays.stream(target.shape().blocks()).boxed().toList());
    }

    private static <S extends State> Posterior run(InferenceAlgorithm<S> algorithm, Key key, long steps) {
        return algorithm.posterior(algorithm.run(key, steps));
    }

    /** The baseline's own forecast, with the degrees of freedom that a raw value of 2 means. */
    private static double[] start(HeadDensity target) {
        double[] start = new double[target.dimension()];
        Arrays.fill(start, target.shape().rawDf(0), start.length, 2);
        return start;
    }
}
