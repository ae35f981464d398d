package io.credence.bnn.bench.methods;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.density.IndependentGaussian;
import io.credence.bnn.density.LastLayer;
import io.credence.bnn.head.HeadDensity;
import io.credence.bnn.head.HeadMethods;
import io.credence.bnn.head.HeadPredictive;
import io.credence.bnn.head.HeadRows;
import io.credence.bnn.head.HeadShape;
import io.credence.bnn.inference.amortised.AmortisedInference;
import io.credence.bnn.inference.amortised.InferenceNetwork;
import io.credence.bnn.inference.amortised.RegressionSummary;
import io.credence.bnn.inference.amortised.Simulator;
import io.credence.bnn.inference.continual.VariationalContinual;
import io.credence.bnn.inference.continual.VariationalNewton;
import io.credence.bnn.inference.distributed.Coordinator;
import io.credence.bnn.inference.distributed.LocalTrainers;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.likelihood.HeteroscedasticGaussianRows;
import io.credence.bnn.likelihood.HurdleStudentTRow;
import io.credence.bnn.likelihood.ProbitRows;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.predictive.HurdleMixture;
import io.credence.bnn.predictive.PosteriorInterval;
import io.credence.bnn.random.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.TSampler;

/** Rows on test beds of their own: 27, 28, 35 and 44. */
final class PieceChecks {

    private static final HeteroscedasticGaussianRows LIKELIHOOD = new HeteroscedasticGaussianRows();
    private static final double[] PRIOR_SD = {0.5, 0.5, 0.5, 0.7, 0.3, 0.3};
    private static final Key KEY = Key.of(9);

    private PieceChecks() {}

    static List<Line> lines() {
        return List.of(
                Line.apart(27, "amortised inference", "own-model", PieceChecks::amortised),
                Line.fitted(28, "continual learning", "vi-newton", PieceChecks::continual),
                Line.apart(35, "distributed training", "own-model", PieceChecks::distributed),
                Line.apart(44, "interval of a quantile", "simulated", PieceChecks::coverage));
    }

    /** A new instrument's posterior from 60 rows in one pass. */
    private static Verdict amortised() {
        Simulator simulator = key -> {
            double[] parameters = parameters(key);
            return new Simulator.Simulated(parameters, RegressionSummary.of(rows(parameters, 60, key.child(1))));
        };
        InferenceNetwork network =
                AmortisedInference.train(simulator, AmortisedInference.Options.withDefaults(), Key.of(1), i -> {});
        double gap = 0;
        for (int j = 0; j < 20; j++) {
            Key key = Key.of(1_000_000 + j);
            RegressionData seen = rows(parameters(key), 60, key.child(1));
            RegressionData later = rows(parameters(key), 200, key.child(2));
            LastLayer layer = LastLayer.of(seen, LIKELIHOOD, new IndependentGaussian(new double[6], PRIOR_SD));
            VariationalNewton own = VariationalNewton.of(layer);
            gap += nll(network.posterior(RegressionSummary.of(seen)), later)
                    - nll(own.posterior(own.run(Key.of(1), 30)), later);
        }
        return Verdict.atMost("20 new instruments: NLL over their own VI's, nats", gap / 20, 0.05);
    }

    private static Verdict continual() {
        double[] truth = parameters(Key.of(3));
        RegressionData all = rows(truth, 1000, Key.of(4));
        RegressionData later = rows(truth, 2000, Key.of(5));
        FullGaussian prior = FullGaussian.of(new double[6], Matrices.identity(6));
        VariationalContinual learned = VariationalContinual.from(prior);
        long before = 0;
        for (int day = 0; day < 40; day++) {
            RegressionData today =
                    all.rows(IntStream.range(25 * day, 25 * day + 25).toArray());
            before = learned.rowGradients();
            learned = learned.learn(yesterday -> LastLayer.of(today, LIKELIHOOD, yesterday));
        }
        VariationalContinual refit = VariationalContinual.from(prior).learn(p -> LastLayer.of(all, LIKELIHOOD, p));
        double gap = nll(learned.posterior(), later) - nll(refit.posterior(), later);
        double share = (double) (learned.rowGradients() - before) / refit.rowGradients();
        return Verdict.atMost("40 days: NLL over a full refit's, nats", gap, 0.02)
                .and(Verdict.atMost("a day's row gradients over the refit's", share, 0.1));
    }

    /** Two trainers of unequal parts against one of all rows: a probit regression, whose posterior is no Gaussian. */
    private static Verdict distributed() {
        RegressionData all = signs(300);
        Coordinator.Result one = trained(all, 0, 300);
        Coordinator.Result two = trained(all, 0, 100, 300);
        double kl = Math.abs(two.posterior().kl(one.posterior()));
        return Verdict.atMost("two trainers: KL to the posterior of one, nats", kl, 1e-9)
                .and(new Verdict("bytes sent in 60 rounds, 6 parameters", Long.toString(two.bytes()), true));
    }

    private static RegressionData signs(int rows) {
        double[][] x = Draws.normals(rows, 6, KEY.child(0));
        double[] y = Draws.normals(1, rows, KEY.child(1))[0];
        Arrays.setAll(y, n -> Math.signum(x[n][0] - 0.5 * x[n][1] + y[n]));
        return new RegressionData(x, y);
    }

    private static Coordinator.Result trained(RegressionData rows, int... cuts) {
        try (LocalTrainers trainers = new LocalTrainers()) {
            List<Coordinator.Connection> connections = new ArrayList<>();
            for (int i = 1; i < cuts.length; i++) {
                RegressionData part =
                        rows.rows(IntStream.range(cuts[i - 1], cuts[i]).toArray());
                connections.add(trainers.start(LastLayer.of(part, new ProbitRows(), 1)));
            }
            try (Coordinator coordinator = Coordinator.of(connections)) {
                return coordinator.run(FullGaussian.of(new double[6], Matrices.identity(6)), 60, 0.5);
            }
        } catch (IOException broken) {
            throw new IllegalStateException("trainers could not be reached: " + broken.getMessage(), broken);
        }
    }

    private static double nll(FullGaussian posterior, RegressionData rows) {
        double[][] draws = posterior.draw(100, Key.of(3));
        double sum = 0;
        for (int n = 0; n < rows.rows(); n++) {
            double density = 0;
            for (double[] draw : draws) {
                double[] outputs = LastLayer.outputs(draw, rows.inputs()[n]);
                density += Math.exp(LIKELIHOOD.evaluate(rows.targets()[n], outputs, new double[2])) / draws.length;
            }
            sum -= Math.log(density);
        }
        return sum / rows.rows();
    }

    private static double[] parameters(Key key) {
        double[] parameters = Draws.normals(1, 6, key)[0];
        Arrays.setAll(parameters, i -> PRIOR_SD[i] * parameters[i]);
        return parameters;
    }

    private static RegressionData rows(double[] parameters, int rows, Key key) {
        double[][] x = Draws.normals(rows, 3, key.child(0));
        double[] y = Draws.normals(1, rows, key.child(1))[0];
        for (int n = 0; n < rows; n++) {
            x[n][0] = 1;
            double[] outputs = LastLayer.outputs(parameters, x[n]);
            y[n] = outputs[0] + Math.exp(outputs[1]) * y[n];
        }
        return new RegressionData(x, y);
    }

    /** Worlds drawn from the prior: the 90 % interval of the 5 % quantile covers the true quantile. */
    private static Verdict coverage() {
        HeadShape shape = new HeadShape(3, 1);
        IndependentGaussian prior = shape.prior(0.4, 0.4, 2, 1);
        int worlds = 150;
        int covered = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < worlds; i++) {
            double[] truth = Draws.normals(1, shape.dimension(), Key.of(500 + i))[0];
            Arrays.setAll(truth, j -> prior.means()[j] + prior.sds()[j] * truth[j]);
            HeadRows rows = simulated(shape, truth, 301, Key.of(900 + i));
            HeadDensity target = HeadDensity.of(rows.range(0, 300), prior);
            Posterior posterior = HeadMethods.catalogue().get("laplace").fit(target, KEY);
            HurdleMixture mixture = new HeadPredictive(shape, posterior.draw(200, KEY)).mixture(rows, 300, 0);
            PosteriorInterval interval = mixture.quantileInterval(0.05, 0.9);
            double quantile =
                    HeadPredictive.at(shape, truth).mixture(rows, 300, 0).quantile(0.05);
            covered += interval.low() <= quantile && quantile <= interval.high() ? 1 : 0;
            least = Math.min(least, mixture.mutualInformation());
        }
        return Verdict.between(
                        "150 worlds: 90 % interval of the 5 % quantile covers", (double) covered / worlds, 0.85, 0.95)
                .and(Verdict.atLeast("least mutual information, nats", least, 0));
    }

    private static HeadRows simulated(HeadShape shape, double[] truth, int count, Key key) {
        double[][] x = Draws.normals(count, shape.width(), key.child(0));
        double[][] y = new double[count][1];
        Baseline[][] baselines = new Baseline[count][1];
        UniformRandomProvider random = key.child(1).generator();
        for (int n = 0; n < count; n++) {
            x[n][shape.features()] = 1;
            baselines[n][0] = new Baseline(0, 1, 0, -1, 0);
        }
        HeadRows unseen = new HeadRows(x, y, baselines);
        HeadPredictive law = HeadPredictive.at(shape, truth);
        double df = HurdleStudentTRow.of(truth[shape.rawDf(0)]).df();
        for (int n = 0; n < count; n++) {
            HurdleMixture mixture = law.mixture(unseen, n, 0);
            double t = TSampler.of(random, df).sample();
            double location = dot(truth, x[n], shape.width());
            double scale = Math.exp(dot(truth, x[n], 2 * shape.width()));
            y[n][0] = random.nextDouble() < mixture.atom() ? 0 : location + scale * t;
        }
        return unseen;
    }

    private static double dot(double[] point, double[] x, int from) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += point[from + j] * x[j];
        }
        return sum;
    }
}
