package io.credence.bnn.bench.methods;

import io.credence.bnn.bench.Rounds;
import io.credence.bnn.data.RegressionData;
import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.IndependentGaussian;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.density.ScaleMixture;
import io.credence.bnn.density.TemperedDensity;
import io.credence.bnn.density.WithPrior;
import io.credence.bnn.inference.elbo.Advi;
import io.credence.bnn.inference.elbo.BitsPerWeight;
import io.credence.bnn.inference.elbo.BoundState;
import io.credence.bnn.inference.elbo.EmpiricalBayes;
import io.credence.bnn.inference.elbo.Estimator;
import io.credence.bnn.inference.elbo.ImportanceBound;
import io.credence.bnn.inference.elbo.KlBalance;
import io.credence.bnn.inference.elbo.KlSchedule;
import io.credence.bnn.inference.elbo.ScaleNetwork;
import io.credence.bnn.inference.elbo.VariationalInference;
import io.credence.bnn.inference.elbo.VariationalOptions;
import io.credence.bnn.inference.elbo.VariationalOptions.Kl;
import io.credence.bnn.inference.elbo.VariationalOptions.Rate;
import io.credence.bnn.inference.elbo.VariationalOptions.Sampling;
import io.credence.bnn.inference.elbo.VariationalOptions.Start;
import io.credence.bnn.inference.vi.Collapse;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.GaussianFamily;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.posterior.LowRankGaussian;
import io.credence.bnn.posterior.MeanFieldGaussian;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows 1 to 3, 5, 11 to 13, 16, 17, 20, 22 and 30 to 33. */
final class VariationalChecks {

    private static final Conjugate WORLD = Conjugate.of(60, 4, 7);
    private static final Key KEY = Key.of(3);

    private VariationalChecks() {}

    static List<Line> lines() {
        return List.of(
                Line.fitted(1, "full-batch VI", "vi-full-rank", VariationalChecks::fullBatch),
                Line.fitted(2, "stochastic VI", "svi", VariationalChecks::batches),
                Line.fitted(3, "mean-field", "vi-mean-field", VariationalChecks::meanField),
                Line.fitted(5, "reparameterised gradient", "vi-mean-field", VariationalChecks::gradientVariance),
                Line.fitted(11, "low rank plus diagonal", "vi-low-rank", VariationalChecks::lowRank),
                Line.fitted(12, "full covariance", "vi-full-rank", VariationalChecks::fullCovariance),
                Line.fitted(13, "block-diagonal", "vi-block", VariationalChecks::blocks),
                Line.fitted(16, "cold posterior, T = 0.5", "cold", VariationalChecks::temperature),
                Line.fitted(17, "importance-weighted bound", "iwae", VariationalChecks::importance),
                Line.fitted(20, "empirical Bayes", "empirical-bayes", VariationalChecks::empiricalBayes),
                Line.fitted(22, "ADVI, mean-field", "advi", () -> advi(GaussianFamily.meanField())),
                Line.fitted(22, "ADVI, full rank", "advi-full-rank", () -> advi(GaussianFamily.fullRank())),
                Line.apart(30, "KL annealing", "training", VariationalChecks::annealing),
                Line.apart(31, "KL balance search", "training", VariationalChecks::balance),
                Line.apart(32, "priors", "training", VariationalChecks::priors),
                Line.apart(33, "collapse alarm", "diagnostic", VariationalChecks::collapse));
    }

    private static Verdict fullBatch() {
        GaussianPosterior q = fit(WORLD.layer(), options(GaussianFamily.fullRank(), 16, 3000));
        double bound = ImportanceBound.of(WORLD.layer(), q, 1, 2000, KEY).value();
        GaussianPosterior early = fit(WORLD.layer(), options(GaussianFamily.fullRank(), 16, 30));
        double first = ImportanceBound.of(WORLD.layer(), early, 1, 2000, KEY).value();
        return Verdict.atMost("Conjugate: error of means and covariances, in sd", moments(q), 1e-3)
                .and(Verdict.atLeast("rise of the bound from step 30, nats", bound - first, 0));
    }

    private static double moments(GaussianPosterior q) {
        return Math.max(WORLD.meanError(q), WORLD.covarianceError(q.covariance()));
    }

    private static Verdict batches() {
        Conjugate many = Conjugate.of(1024, 4, 8);
        GaussianPosterior small = inBatches(many, 32, 30_000);
        GaussianPosterior large = inBatches(many, 512, 5000);
        double worst = DoubleStream.of(small.kl(large), small.kl(many.independent()), large.kl(many.independent()))
                .max()
                .orElseThrow();
        return Verdict.atMost("Conjugate: KL between batches of 32, of 512 and the optimum, nats", worst, 0.01);
    }

    private static GaussianPosterior inBatches(Conjugate world, int batch, int steps) {
        return fit(
                world.layer(),
                VariationalOptions.withDefaults()
                        .withSampling(new Sampling(2, 1, batch))
                        .withRate(new Rate(0.02, 0.05, steps, 0.7)));
    }

    private static Verdict meanField() {
        GaussianPosterior q = fit(WORLD.layer(), options(GaussianFamily.meanField(), 16, 4000));
        double narrow = q.variance()[1] / WORLD.exact().variance()[1];
        return Verdict.atMost("Conjugate: error of means, in sd", WORLD.meanError(q), 0.005)
                .and(Verdict.atMost("variance over the exact one", narrow, 0.75));
    }

    /** The first moment after one step is a tenth of the gradient, of which keys give independent draws. */
    private static Verdict gradientVariance() {
        double ratio = gradientVariance(Estimator.SCORE_FUNCTION) / gradientVariance(Estimator.REPARAMETERISED);
        return Verdict.atLeast("Conjugate: gradient variance of the score function over it", ratio, 10);
    }

    private static double gradientVariance(Estimator estimator) {
        double[] mean = Arrays.stream(WORLD.exact().mean()).map(m -> m + 0.06).toArray();
        VariationalInference vi = VariationalInference.ofWhole(
                WORLD.layer(),
                VariationalOptions.withDefaults()
                        .withEstimator(estimator)
                        .withSampling(new Sampling(16, 1, 0))
                        .withStart(new Start(0, 0.06)));
        double[][] gradients = IntStream.range(0, 400)
                .mapToObj(i -> vi.step(vi.init(Key.of(i), mean)).state().first())
                .toArray(double[][]::new);
        double total = 0;
        for (int i = 0; i < gradients[0].length; i++) {
            int column = i;
            double centre = Arrays.stream(gradients)
                    .mapToDouble(g -> g[column])
                    .average()
                    .orElseThrow();
            total += Arrays.stream(gradients)
                    .mapToDouble(g -> (g[column] - centre) * (g[column] - centre))
                    .sum();
        }
        return total;
    }

    private static Verdict lowRank() {
        double[] sd = new double[20];
        Arrays.fill(sd, Math.sqrt(0.3));
        LowRankGaussian truth = LowRankGaussian.of(new double[20], sd, Draws.normals(20, 5, Key.of(1)));
        double ours = covarianceError(truth, GaussianFamily.lowRank(5));
        double theirs = covarianceError(truth, GaussianFamily.meanField());
        return Verdict.atMost("rank-5 target: covariance error over mean-field's", ours / theirs, 1 / 3.0);
    }

    private static double covarianceError(LowRankGaussian truth, GaussianFamily family) {
        VariationalInference vi = VariationalInference.ofWhole(
                new Draws.Target(truth), options(family, 8, 3000).withRate(new Rate(0.03, 0.01, 3000, 0.2)));
        double[][] error = Matrices.add(vi.posterior(vi.run(KEY)).covariance(), -1, truth.covariance());
        return Math.sqrt(
                Arrays.stream(error).mapToDouble(row -> Matrices.dot(row, row)).sum());
    }

    private static Verdict fullCovariance() {
        GaussianPosterior q = fit(WORLD.layer(), options(GaussianFamily.fullRank(), 16, 3000));
        return Verdict.atMost("Conjugate: KL to the exact posterior, nats", q.kl(WORLD.exact()), 1e-6);
    }

    private static Verdict blocks() {
        GaussianPosterior q = fit(WORLD.layer(), options(GaussianFamily.blocks(2, 2), 16, 3000));
        double share = q.kl(WORLD.exact()) / WORLD.independent().kl(WORLD.exact());
        return Verdict.between("Conjugate: KL over mean-field's, where full has 0", share, 0.001, 0.9)
                .and(Verdict.atMost("time over mean-field's, 48 parameters in blocks of 8", blockCost(), 2));
    }

    /** In turns. */
    private static double blockCost() {
        Conjugate world = Conjugate.of(400, 48, 3);
        List<LongConsumer> fits = Stream.of(GaussianFamily.meanField(), GaussianFamily.blocks(8, 8, 8, 8, 8, 8))
                .<LongConsumer>map(family -> steps -> fit(world.layer(), options(family, 8, (int) steps)))
                .toList();
        double[] us = Rounds.medians(fits, 50, 7);
        return us[1] / us[0];
    }

    private static Verdict temperature() {
        VariationalOptions options = options(GaussianFamily.fullRank(), 8, 1500);
        GaussianPosterior plain = fit(WORLD.layer(), options);
        GaussianPosterior one = fit(new TemperedDensity(WORLD.layer(), 1), options);
        GaussianPosterior half = fit(new TemperedDensity(WORLD.layer(), 0.5), options);
        boolean same = Arrays.equals(plain.mean(), one.mean()) && Arrays.equals(plain.variance(), one.variance());
        double ratio = half.variance()[0] / plain.variance()[0];
        return Verdict.between("variance at T = 0.5 over that at 1", ratio, 0.49, 0.51)
                .and(new Verdict("T = 1 bit for bit the untempered", same ? "equal" : "differs", same));
    }

    private static Verdict importance() {
        Draws.TwoModes target = new Draws.TwoModes(2);
        MeanFieldGaussian q = MeanFieldGaussian.of(new double[2], new double[] {1.5, 1.2});
        double[] bounds = IntStream.of(1, 5, 50)
                .mapToDouble(
                        k -> ImportanceBound.of(target, q, k, 20_000, Key.of(k)).value())
                .toArray();
        double rise = Math.min(bounds[1] - bounds[0], bounds[2] - bounds[1]);
        return Verdict.atLeast("Two modes: least rise of the bound from K = 1 to 5 to 50, nats", rise, 0.01)
                .and(Verdict.between("bound at 50, where log evidence is 0", bounds[2], -0.05, 0.01));
    }

    private static Verdict empiricalBayes() {
        RegressionData train = grouped(60, 2);
        RegressionData test = grouped(500, 5);
        double[][] groups = new double[24][3];
        Arrays.setAll(groups, i -> new double[] {i / 8 == 0 ? 1 : 0, i / 8 == 1 ? 1 : 0, i / 8 == 2 ? 1 : 0});
        EmpiricalBayes bayes = EmpiricalBayes.of(
                Conjugate.of(train, 1).layer(),
                new ScaleNetwork(groups, 4),
                options(GaussianFamily.meanField(), 8, 3000).withRate(new Rate(0.03, 0.01, 3000, 0.2)));
        double ours = Conjugate.nll(bayes.posterior(bayes.run(Key.of(1))), test);
        double best = DoubleStream.of(0.01, 0.03, 0.1, 0.3, 1, 3)
                .map(sd -> Conjugate.nll(Conjugate.of(train, sd).independent(), test))
                .min()
                .orElseThrow();
        return Verdict.atMost(
                "three scales: hold-out NLL less that of the best of six prior sds, nats", ours - best, 0);
    }

    /** Weights of three groups with sds 1, 0.1 and 0.01. */
    private static RegressionData grouped(int rows, long seed) {
        double[][] x = Draws.normals(rows, 24, Key.of(seed));
        double[] truth = Draws.normals(1, 24, Key.of(77))[0];
        double[] y = Draws.normals(1, rows, Key.of(seed + 1))[0];
        for (int n = 0; n < rows; n++) {
            y[n] *= Conjugate.NOISE;
            for (int j = 0; j < 24; j++) {
                y[n] += Math.pow(0.1, j / 8) * truth[j] * x[n][j];
            }
        }
        return new RegressionData(x, y);
    }

    private static Verdict advi(GaussianFamily family) {
        boolean full = family instanceof GaussianFamily.FullRank;
        Advi.Options options =
                Advi.Options.withDefaults().withEta(0.3).withDraws(16).withFamily(family);
        Advi advi = Advi.of(WORLD.layer(), full ? options.withEstimator(Estimator.PATH_DERIVATIVE) : options);
        GaussianPosterior q = advi.posterior(advi.run(KEY, 10_000));
        return full
                ? Verdict.atMost("Conjugate: error of means and covariances, in sd", moments(q), 1e-3)
                : Verdict.atMost("Conjugate: KL to row 3's optimum, nats", q.kl(WORLD.independent()), 1e-3);
    }

    private static Verdict annealing() {
        double worst = 0;
        for (KlSchedule schedule :
                List.of(KlSchedule.linear(1500), KlSchedule.cosine(1500), KlSchedule.cyclical(1500, 3))) {
            worst = Math.max(worst, Math.abs(schedule.weight(1500) - 1));
            worst = Math.max(worst, Math.abs(1 - product(deep(schedule))));
        }
        double collapsed = product(deep(KlSchedule.none()));
        return Verdict.atMost("deep line: error with annealing, and of the last weight", worst, 0.2)
                .and(Verdict.atMost("what is learnt without, of 1", collapsed, 0.01))
                .and(refusesMoreCyclesThanEpochs());
    }

    private static Verdict refusesMoreCyclesThanEpochs() {
        String reason;
        try {
            reason = "accepted " + KlSchedule.cyclical(2, 3);
        } catch (IllegalArgumentException refused) {
            return new Verdict("3 cycles in 2 epochs refused", "refused", true);
        }
        return new Verdict("3 cycles in 2 epochs refused", reason, false);
    }

    private static GaussianPosterior deep(KlSchedule schedule) {
        VariationalInference vi = VariationalInference.of(
                new DeepLine(6, 50),
                VariationalOptions.withDefaults()
                        .withKl(Kl.withDefaults().withSchedule(schedule))
                        .withSampling(Sampling.withDefaults().withDraws(32))
                        .withStart(new Start(0, 0.7))
                        .withRate(new Rate(0.02, 0.01, 3000, 0.2)));
        BoundState state = vi.init(KEY, new double[] {0.6, 0.6, 0.6, 0.6, 0.6, 0.6});
        for (int i = 0; i < 3000; i++) {
            state = vi.step(state).state();
        }
        return vi.posterior(state);
    }

    private static double product(GaussianPosterior q) {
        return Arrays.stream(q.mean()).reduce(1, (a, b) -> a * b);
    }

    private static Verdict balance() {
        KlBalance search = KlBalance.search(
                WORLD.layer(),
                prior(),
                options(GaussianFamily.meanField(), 8, 3000),
                q -> -WORLD.layer().evaluate(q.mean(), new double[4]),
                new double[] {1e6, 1, 1e-4},
                KEY);
        List<KlBalance.Trial> trials = search.trials();
        boolean ends = trials.getFirst().deterministic()
                && trials.getLast().collapsed()
                && !trials.get(1).collapsed()
                && !trials.get(1).deterministic();
        return new Verdict("weights 1e-4, 1, 1e6: a point, neither, collapse", ends ? "so" : trials.toString(), ends);
    }

    private static MeanFieldGaussian prior() {
        return MeanFieldGaussian.of(new double[4], new double[] {2, 2, 2, 2});
    }

    private static Verdict priors() {
        double[] narrow = {0.2, 0.2, 0.2, 0.2};
        double fixed = bits(new IndependentGaussian(new double[4], new double[] {2, 2, 2, 2}));
        double mixture = bits(new ScaleMixture(4, 0.5, 2, 0.1));
        double centred = bits(new IndependentGaussian(WORLD.exact().mean(), narrow));
        String figures = Verdict.figure(fixed) + "; " + Verdict.figure(mixture) + "; " + Verdict.figure(centred);
        boolean fewest = Math.min(fixed, mixture) > centred && centred > 0;
        return new Verdict("Conjugate: bits per weight, fixed, mixture, MAP-centred: the last fewest", figures, fewest);
    }

    private static double bits(LogDensity prior) {
        GaussianPosterior q = fit(new WithPrior(WORLD.layer(), prior), options(GaussianFamily.meanField(), 8, 2000));
        return BitsPerWeight.of(q, prior, 4000, KEY).value();
    }

    private static Verdict collapse() {
        MeanFieldGaussian fitted = (MeanFieldGaussian) fit(WORLD.layer(), options(GaussianFamily.meanField(), 8, 1000));
        boolean silent = !Collapse.of(fitted.kls(prior())).alarm();
        boolean loud = Collapse.of(prior().kls(prior())).alarm();
        return new Verdict(
                "alarm on the prior, none on a fit",
                (loud ? "alarm" : "none") + "; " + (silent ? "none" : "alarm"),
                silent && loud);
    }

    private static VariationalOptions options(GaussianFamily family, int draws, int steps) {
        return VariationalOptions.withDefaults()
                .withFamily(family)
                .withEstimator(Estimator.PATH_DERIVATIVE)
                .withSampling(new Sampling(draws, 1, 0))
                .withRate(new Rate(0.05, 0.001, steps, 0.3));
    }

    private static GaussianPosterior fit(DataDensity target, VariationalOptions options) {
        VariationalInference vi = VariationalInference.of(target, options);
        return vi.posterior(vi.run(KEY));
    }
}
