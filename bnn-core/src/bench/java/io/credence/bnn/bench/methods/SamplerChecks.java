package io.credence.bnn.bench.methods;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.density.LastLayer;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.diagnostics.Convergence;
import io.credence.bnn.distribution.GaussHermite;
import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.State;
import io.credence.bnn.inference.Step;
import io.credence.bnn.inference.elbo.Advi;
import io.credence.bnn.inference.ep.ExpectationPropagation;
import io.credence.bnn.inference.flow.FlowInference;
import io.credence.bnn.inference.laplace.Curvature;
import io.credence.bnn.inference.laplace.Laplace;
import io.credence.bnn.inference.laplace.Structure;
import io.credence.bnn.inference.mcmc.ChainOptions;
import io.credence.bnn.inference.mcmc.Hmc;
import io.credence.bnn.inference.mcmc.Nuts;
import io.credence.bnn.inference.pbp.PbpPosterior;
import io.credence.bnn.inference.pbp.ProbabilisticBackpropagation;
import io.credence.bnn.inference.score.BatchAndMatch;
import io.credence.bnn.inference.score.GaussianScoreMatching;
import io.credence.bnn.inference.score.ProximalScore;
import io.credence.bnn.likelihood.ProbitRows;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.posterior.GaussianFamily;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.posterior.LowRankGaussian;
import io.credence.bnn.posterior.MeanFieldGaussian;
import io.credence.bnn.posterior.StoredDraws;
import io.credence.bnn.posterior.flow.Flow;
import io.credence.bnn.posterior.flow.FlowPosterior;
import io.credence.bnn.random.Key;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Rows 7, 10, 14, 15, 18, 19, 21, 23 and 24. */
final class SamplerChecks {

    private static final Conjugate WORLD = Conjugate.of(60, 4, 7);
    private static final Conjugate LARGE = Conjugate.of(512, 6, 5);
    private static final Key KEY = Key.of(4);

    private SamplerChecks() {}

    static List<Line> lines(Path uci) {
        ChainOptions chains = ChainOptions.withDefaults();
        return List.of(
                Line.fitted(7, "NUTS", "nuts", () -> {
                    Nuts nuts =
                            new Nuts(WORLD.layer(), Nuts.Options.withDefaults().withChains(chains));
                    return chains(nuts.posterior(nuts.run(KEY, 2500)));
                }),
                Line.fitted(7, "HMC", "hmc", () -> {
                    Hmc hmc = new Hmc(WORLD.layer(), Hmc.Options.withDefaults().withChains(chains));
                    return chains(hmc.posterior(hmc.run(KEY, 2500)));
                }),
                Line.fitted(10, "Laplace, full", "laplace", () -> laplace(new Structure.Full())),
                Line.fitted(10, "Laplace, blocks", "laplace-block", () -> laplace(new Structure.Blocks(4))),
                Line.fitted(10, "Laplace, Kronecker", "laplace-kronecker", () -> laplace(new Structure.Kronecker())),
                Line.fitted(10, "Laplace, diagonal", "laplace-diagonal", SamplerChecks::diagonal),
                Line.fitted(14, "coupling flow", "coupling-flow", () -> modes(Flow.coupling(3, 2, 12))),
                Line.fitted(
                        15,
                        "inverse autoregressive flow",
                        "iaf",
                        () -> exactDensity().and(modes(Flow.autoregressive(3, 2, 12)))),
                Line.apart(
                        18,
                        "expectation propagation",
                        "one-output",
                        () -> propagation().and(UciCalibration.check(uci))),
                Line.apart(19, "probabilistic backpropagation", "feed-forward", SamplerChecks::backpropagation),
                Line.fitted(21, "proximal scores", "score-vi", SamplerChecks::proximal),
                Line.fitted(23, "Gaussian score matching", "gsm", SamplerChecks::matching),
                Line.fitted(24, "batch and match, full", "bam", SamplerChecks::batchAndMatch),
                Line.fitted(24, "batch and match, diagonal", "bam-diagonal", SamplerChecks::diagonalMatch),
                Line.fitted(24, "batch and match, low rank", "bam-low-rank", SamplerChecks::lowRankMatch));
    }

    private static Verdict chains(StoredDraws draws) {
        List<Convergence> parameters = Convergence.of(draws);
        double rHat = parameters.stream().mapToDouble(Convergence::rHat).max().orElseThrow();
        double ess = parameters.stream()
                .mapToDouble(c -> Math.min(c.bulkEss(), c.tailEss()))
                .min()
                .orElseThrow();
        double z = 0;
        for (int i = 0; i < parameters.size(); i++) {
            Convergence found = parameters.get(i);
            z = Math.max(z, Math.abs(found.mean() - WORLD.exact().mean()[i]) / found.mcse());
        }
        return Verdict.atMost("Conjugate: R-hat", rHat, Convergence.R_HAT_LIMIT)
                .and(Verdict.atLeast("ESS", Math.rint(ess), Convergence.ESS_LIMIT))
                .and(Verdict.atMost("error of means in MCSE", z, 3));
    }

    private static Verdict laplace(Structure structure) {
        GaussianPosterior q = laplace(structure, WORLD.layer());
        double error = Math.max(WORLD.meanError(q), WORLD.covarianceError(q.covariance()));
        return Verdict.atMost("Conjugate: error of means and covariances, in sd", error, 1e-5);
    }

    private static Verdict diagonal() {
        GaussianPosterior q = laplace(new Structure.Diagonal(), WORLD.layer());
        return Verdict.atMost("Conjugate: KL to mean-field's optimum, nats", q.kl(WORLD.independent()), 1e-6);
    }

    private static GaussianPosterior laplace(Structure structure, LogDensity target) {
        Laplace laplace = Laplace.of(
                target, Laplace.Options.withDefaults().withStructure(structure).withCurvature(Curvature.GAUSS_NEWTON));
        return laplace.posterior(laplace.run(KEY, 60));
    }

    private static Verdict modes(Flow flow) {
        Draws.TwoModes target = new Draws.TwoModes(3);
        FlowInference inference = FlowInference.of(
                target, flow, FlowInference.Options.withDefaults().withSteps(2000));
        FlowPosterior q = inference.posterior(inference.run(Key.of(1)));
        double left =
                Arrays.stream(q.draw(4000, Key.of(2))).filter(d -> d[0] < 0).count();
        double gain = bound(q, target) - bestGaussian();
        return Verdict.between("Two modes: mass of the left one", left / 4000, 0.2, 0.8)
                .and(Verdict.atLeast("bound over the best Gaussian's, nats", gain, 0));
    }

    private static double bound(FlowPosterior q, LogDensity target) {
        double[][] draws = q.draw(10_000, Key.of(4));
        double[] values = new double[draws.length];
        target.evaluate(draws, values, new double[draws.length][target.dimension()]);
        double sum = 0;
        for (int d = 0; d < draws.length; d++) {
            sum += values[d] - q.logDensity(draws[d]);
        }
        return sum / draws.length;
    }

    /** Across the modes a standard normal is best, so that mean and sd along them are all there is. */
    private static double bestGaussian() {
        GaussHermite rule = GaussHermite.of(48);
        Draws.TwoModes along = new Draws.TwoModes(1);
        double best = Double.NEGATIVE_INFINITY;
        for (double mean = 0; mean <= 2.5; mean += 0.05) {
            for (double sd = 0.5; sd <= 3; sd += 0.05) {
                double bound = 0.5 * Math.log(2 * Math.PI * Math.E * sd * sd);
                for (int i = 0; i < rule.size(); i++) {
                    bound += rule.weight(i) * along.evaluate(new double[] {mean + sd * rule.node(i)}, new double[1]);
                }
                best = Math.max(best, bound);
            }
        }
        return best;
    }

    /** Against the determinant of the map's Jacobian by differences. */
    private static Verdict exactDensity() {
        Flow flow = Flow.autoregressive(4, 3, 8);
        double[] parameters = flow.initial(Key.of(1));
        double[] kicks = Draws.normals(1, flow.size(), Key.of(2))[0];
        Matrices.axpy(0.3, kicks, parameters);
        FlowPosterior q = FlowPosterior.of(flow, parameters);
        double worst = 0;
        for (double[] noise : Draws.normals(20, 4, Key.of(3))) {
            double expected = -Math.log(Math.abs(determinant(jacobian(flow, parameters, noise))));
            for (double z : noise) {
                expected -= 0.5 * z * z + 0.5 * Math.log(2 * Math.PI);
            }
            double[] point = flow.forward(parameters, noise).point();
            worst = Math.max(worst, Math.abs(q.logDensity(point) - expected));
        }
        return Verdict.atMost("error of the log density against differences, nats", worst, 1e-5);
    }

    private static double[][] jacobian(Flow flow, double[] parameters, double[] noise) {
        double[][] columns = new double[noise.length][];
        for (int j = 0; j < noise.length; j++) {
            double[] up = noise.clone();
            double[] down = noise.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            double[] column = flow.forward(parameters, up).point().clone();
            Matrices.axpy(-1, flow.forward(parameters, down).point(), column);
            columns[j] = Arrays.stream(column).map(v -> v / 2e-5).toArray();
        }
        return columns;
    }

    private static double determinant(double[][] matrix) {
        if (matrix.length == 1) {
            return matrix[0][0];
        }
        double sum = 0;
        for (int j = 0; j < matrix.length; j++) {
            int skipped = j;
            double[][] minor = Arrays.stream(matrix, 1, matrix.length)
                    .map(row -> without(row, skipped))
                    .toArray(double[][]::new);
            sum += (j % 2 == 0 ? 1 : -1) * matrix[0][j] * determinant(minor);
        }
        return sum;
    }

    private static double[] without(double[] row, int skipped) {
        double[] rest = new double[row.length - 1];
        System.arraycopy(row, 0, rest, 0, skipped);
        System.arraycopy(row, skipped + 1, rest, skipped, rest.length - skipped);
        return rest;
    }

    private static Verdict propagation() {
        ExpectationPropagation ep =
                ExpectationPropagation.of(WORLD.layer(), ExpectationPropagation.Options.withDefaults());
        FullGaussian q = ep.posterior(ep.run(KEY, 20));
        double error = Math.max(WORLD.meanError(q), WORLD.covarianceError(q.covariance()));
        return Verdict.atMost("Conjugate: error of means and covariances, in sd", error, 1e-6);
    }

    private static Verdict backpropagation() {
        double[][] x = Draws.normals(200, 2, Key.of(1));
        double[] noise = Draws.normals(1, 200, Key.of(2))[0];
        double[] truth = Arrays.stream(x)
                .mapToDouble(r -> Math.sin(1.5 * r[0]) + 0.5 * r[1])
                .toArray();
        double[] y = truth.clone();
        Matrices.axpy(0.2, noise, y);
        ProbabilisticBackpropagation pbp = ProbabilisticBackpropagation.of(
                new RegressionData(x, y),
                ProbabilisticBackpropagation.Options.withDefaults().withHidden(30));
        PbpPosterior q = pbp.posterior(pbp.run(KEY, ProbabilisticBackpropagation.PASSES));
        Gaussian[] outputs = q.outputs(x);
        double error = 0;
        for (int n = 0; n < y.length; n++) {
            error += Math.pow(outputs[n].mean() - truth[n], 2) / y.length;
        }
        return Verdict.atMost("a curve in noise of 0.2: RMSE to the truth", Math.sqrt(error), 0.15);
    }

    /** A probit regression: gradients until the hold-out NLL is within 0.002 of what ADVI settles at, and stays ten steps. */
    private static Verdict proximal() {
        LastLayer train = probit(600, 1);
        RegressionData test = probit(500, 2).data();
        Advi.Options advi = Advi.Options.withDefaults().withBatch(100);
        double settled = nll(Advi.of(train, advi), test);
        double best = DoubleStream.of(0.1, 1, 10)
                .map(eta -> gradientsTo(Advi.of(train, advi.withEta(eta)), settled, test))
                .min()
                .orElseThrow();
        ProximalScore scores =
                ProximalScore.of(train, ProximalScore.Options.withDefaults().withBatch(100));
        double share = gradientsTo(scores, settled, test) / best;
        return Verdict.atMost("probit: gradients to ADVI's NLL over those of ADVI's best step", share, 1);
    }

    private static LastLayer probit(int rows, long seed) {
        double[][] x = Draws.normals(rows, 8, Key.of(seed));
        double[] truth = Draws.normals(1, 8, Key.of(9))[0];
        double[] y = Draws.normals(1, rows, Key.of(seed + 50))[0];
        for (int n = 0; n < rows; n++) {
            y[n] = Math.signum(0.7 * Matrices.dot(x[n], truth) + y[n]);
        }
        return LastLayer.of(new RegressionData(x, y), new ProbitRows(), 1);
    }

    private static <S extends State> double nll(InferenceAlgorithm<S> algorithm, RegressionData test) {
        return nll(algorithm.posterior(algorithm.run(KEY, 3000)).draw(200, Key.of(5)), test);
    }

    private static double nll(double[][] draws, RegressionData test) {
        ProbitRows likelihood = new ProbitRows();
        double sum = 0;
        for (int n = 0; n < test.rows(); n++) {
            double density = 0;
            for (double[] draw : draws) {
                double[] outputs = LastLayer.outputs(draw, test.inputs()[n]);
                density += Math.exp(likelihood.evaluate(test.targets()[n], outputs, new double[1]));
            }
            sum -= Math.log(density / draws.length);
        }
        return sum / test.rows();
    }

    private static <S extends State> double gradientsTo(
            InferenceAlgorithm<S> algorithm, double nll, RegressionData test) {
        S state = algorithm.init(KEY);
        long gradients = 0;
        int inside = 0;
        while (inside < 10 && gradients < 3000) {
            Step<S> step = algorithm.step(state);
            state = step.state();
            gradients += step.info().gradients();
            double now = nll(algorithm.posterior(state).draw(30, Key.of(5)), test);
            inside = now < nll + 0.002 ? inside + 1 : 0;
        }
        return gradients;
    }

    private static Verdict matching() {
        FullGaussian truth = gaussian(64);
        GaussianScoreMatching.Options options = GaussianScoreMatching.Options.withDefaults();
        GaussianScoreMatching gsm = GaussianScoreMatching.of(new Draws.Target(truth), options);
        double kl = gsm.posterior(gsm.run(KEY, 3000)).kl(truth);
        GaussianScoreMatching noisy =
                GaussianScoreMatching.of(LARGE.layer(), options.withDraws(8).withBatch(32));
        double failure = noisy.posterior(noisy.run(KEY, 1000)).kl(LARGE.exact());
        return Verdict.atMost("Gauss, 64-d: KL, nats", kl, 1e-4)
                .and(Verdict.atLeast("its failure on batches of 32: KL", failure, 1));
    }

    private static Verdict batchAndMatch() {
        FullGaussian truth = gaussian(8);
        BatchAndMatch bam = BatchAndMatch.of(
                new Draws.Target(truth), BatchAndMatch.Options.withDefaults().withLambda(1, 0));
        double least = Double.POSITIVE_INFINITY;
        double before = Math.log(bam.posterior(bam.init(KEY)).kl(truth));
        for (int steps = 5; steps <= 20; steps += 5) {
            double now = Math.log(bam.posterior(bam.run(KEY, steps)).kl(truth));
            least = Math.min(least, before - now);
            before = now;
        }
        return Verdict.atLeast("Gauss, 8-d: least fall of log KL in 5 steps", least, 1)
                .and(Verdict.atMost("batches: KL with the noise subtracted over that without", noise(), 0.2));
    }

    private static double noise() {
        double[] kl = new double[2];
        for (int i = 0; i < 2; i++) {
            BatchAndMatch bam = BatchAndMatch.of(
                    LARGE.layer(),
                    BatchAndMatch.Options.withDefaults()
                            .withBatch(32)
                            .withLambda(3, 0.75)
                            .withSubtractNoise(i == 0));
            kl[i] = bam.posterior(bam.run(KEY, 1000)).kl(LARGE.exact());
        }
        return kl[0] / kl[1];
    }

    private static Verdict diagonalMatch() {
        MeanFieldGaussian truth = MeanFieldGaussian.of(new double[] {1, -2, 0.5}, new double[] {0.1, 2, 1});
        return matched(truth, GaussianFamily.meanField(), 60, "independent Gaussian: KL, nats");
    }

    private static Verdict lowRankMatch() {
        double[] sd = new double[40];
        Arrays.fill(sd, 0.5);
        GaussianPosterior truth =
                LowRankGaussian.of(Draws.normals(1, 40, Key.of(1))[0], sd, Draws.normals(40, 3, Key.of(2)));
        return matched(truth, GaussianFamily.lowRank(3), 200, "rank-3 Gaussian, 40-d: KL, nats");
    }

    private static Verdict matched(GaussianPosterior truth, GaussianFamily family, int steps, String what) {
        BatchAndMatch bam = BatchAndMatch.of(
                new Draws.Target(truth), BatchAndMatch.Options.withDefaults().withFamily(family));
        return Verdict.atMost(what, bam.posterior(bam.run(KEY, steps)).kl(truth), 1e-6);
    }

    /** Mean of order 1, covariance {@code W'W / dimension + 0.1 I}. */
    private static FullGaussian gaussian(int dimension) {
        double[][] gram =
                Matrices.gram(Draws.normals(dimension, dimension, Key.of(2).child(1)));
        double[][] covariance = Matrices.add(
                Matrices.add(new double[dimension][dimension], 1.0 / dimension, gram),
                0.1,
                Matrices.identity(dimension));
        return FullGaussian.of(Draws.normals(1, dimension, Key.of(2))[0], covariance);
    }
}
