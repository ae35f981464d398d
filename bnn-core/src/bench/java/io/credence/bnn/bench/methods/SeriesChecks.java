package io.credence.bnn.bench.methods;

import io.credence.bnn.bench.methods.Series.Cost;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.head.HeadDensity;
import io.credence.bnn.head.HeadMethods;
import io.credence.bnn.head.HeadPredictive;
import io.credence.bnn.head.HeadRows;
import io.credence.bnn.head.QuantileDraws;
import io.credence.bnn.head.TemperatureScaling;
import io.credence.bnn.inference.vi.TrainingOptions.Device;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.predictive.HurdleMixture;
import io.credence.bnn.random.Key;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Rows that are measured on the time-series network: 4, 6, 8, 9, 29, 34, 37, 42 and 45. */
final class SeriesChecks {

    private static final Key KEY = Key.of(6);

    /** Every so many hold-out rows are enough where a row is dear. */
    private static final int EVERY = 40;

    private static final int REPLAYS = 300;

    /** Draws that a rule without early stop would take. */
    private static final int MOST = 128;

    private final Series series;
    private final Ensembles ensembles;

    SeriesChecks(Series series) {
        this.series = series;
        this.ensembles = new Ensembles(series);
    }

    List<Line> lines() {
        return List.of(
                Line.scored(4, "Bayes by Backprop", this::backprop, s -> backpropCost()),
                Line.scored(6, "Monte Carlo dropout", this::dropout, s -> dropoutCost()),
                Line.fitted(8, "SGLD", "sgld", () -> nearNuts("sgld")),
                Line.fitted(8, "SGHMC", "sghmc", () -> nearNuts("sghmc")),
                Line.scored(9, "deep ensemble of 5", this::ensemble, s -> ensembles.deep(5)),
                Line.scored(29, "3 x Bayes by Backprop", this::bayesianEnsemble, s -> ensembles.bayesian(3)),
                Line.apart(34, "training on a GPU", "device", this::device),
                Line.fitted(37, "aleatoric and epistemic", "laplace", this::parts),
                Line.fitted(42, "adaptive draws", "laplace", this::adaptive),
                Line.apart(45, "temperature scaling", "post-hoc", this::temperature));
    }

    private Verdict nearNuts(String name) {
        double distance = Math.abs(series.cost(name).nll() - series.cost("nuts").nll());
        return Verdict.atMost("hold-out NLL's distance from NUTS, nats", distance, 0.01);
    }

    /** The published rows are {@code bench uci}'s; here the same head by NUTS is the yardstick. */
    private Verdict backprop() {
        double worse = backpropCost().nll() - series.cost("nuts").nll();
        return Verdict.atMost("hold-out NLL over NUTS', nats (published rows: bench uci)", worse, 0.01);
    }

    private Cost backpropCost() {
        return series.score(ensembles.backpropDraws(0, Series.DRAWS), Double.NaN, series.trainMs());
    }

    private Cost dropoutCost() {
        return series.score(ensembles.dropoutDraws(Series.DRAWS), Double.NaN, series.trainMs());
    }

    private Verdict dropout() {
        return Verdict.atLeast(
                "returns x 3: mutual information after over before (published rows: bench uci)",
                broken(ensembles.dropoutDraws(Series.DRAWS)),
                1);
    }

    /** The mean mutual information after a break over that before. */
    private double broken(double[][] draws) {
        HeadRows rows = series.broken(2000, 1000);
        return information(draws, rows.range(1010, 2000)) / information(draws, rows.range(20, 1000));
    }

    private double information(double[][] draws, HeadRows rows) {
        return mean(draws, rows, HurdleMixture::mutualInformation);
    }

    private double mean(double[][] draws, HeadRows rows, ToDoubleFunction<HurdleMixture> figure) {
        HeadPredictive predictive = new HeadPredictive(series.shape(), draws);
        return IntStream.iterate(0, i -> i < rows.rows(), i -> i + EVERY)
                .mapToDouble(i -> figure.applyAsDouble(predictive.mixture(rows, i, 0)))
                .average()
                .orElseThrow();
    }

    private Verdict ensemble() {
        double members = ensembles.members(5);
        return Verdict.atMost(
                "hold-out NLL less its members' mean, nats (published rows: bench uci)",
                ensembles.deep(5).nll() - members,
                0);
    }

    private Verdict bayesianEnsemble() {
        return Verdict.atMost(
                "hold-out NLL less that of a deep ensemble of 5, nats",
                ensembles.bayesian(3).nll() - ensembles.deep(5).nll(),
                0);
    }

    private Verdict parts() {
        HeadRows holdout = series.holdout(0).range(Series.HOLDOUT - 1000, Series.HOLDOUT);
        double[][] few = draws(Series.TRAIN, 40);
        double[][] many = draws(8 * Series.TRAIN, 40);
        double gap =
                mean(many, holdout, m -> Math.abs(m.variance() / (m.aleatoricVariance() + m.epistemicVariance()) - 1));
        double epistemic = information(many, holdout) / information(few, holdout);
        double aleatoric = mean(many, holdout, HurdleMixture::aleatoricEntropy)
                - mean(few, holdout, HurdleMixture::aleatoricEntropy);
        return Verdict.atMost("identity of variances, relative", gap, 1e-9)
                .and(Verdict.atMost("epistemic, 8 x the data over once", epistemic, 0.5))
                .and(Verdict.between("change of the aleatoric entropy, nats", aleatoric, -0.1, 0.1));
    }

    private double[][] draws(int rows, int count) {
        return laplace(series.target(0, rows)).draw(count, KEY);
    }

    private static Posterior laplace(HeadDensity target) {
        return HeadMethods.catalogue().get("laplace").fit(target, KEY);
    }

    private Verdict adaptive() {
        HeadRows holdout = series.holdout(0);
        Posterior posterior = laplace(series.target(0, Series.TRAIN));
        QuantileDraws rule = QuantileDraws.withDefaults();
        HeadPredictive reference = new HeadPredictive(series.shape(), posterior.draw(1000, KEY.child(-1)));
        double used = 0;
        double kept = 0;
        double adaptive = 0;
        double fixed = 0;
        int rows = REPLAYS / 10;
        for (int row = 0; row < rows; row++) {
            int at = row * (Series.HOLDOUT / rows);
            HurdleMixture exact = reference.mixture(holdout, at, 0);
            double quantile = exact.quantile(rule.probability());
            double width = exact.quantile(0.95) - exact.quantile(0.05);
            double y = holdout.targets()[at][0];
            for (int replay = 0; replay < 10; replay++) {
                HurdleMixture all = new HeadPredictive(
                                series.shape(), posterior.draw(MOST, KEY.child(10L * row + replay)))
                        .mixture(holdout, at, 0);
                HurdleMixture some = rule.enough(all);
                used += (double) some.draws() / MOST / REPLAYS;
                boolean near = Math.abs(some.quantile(rule.probability()) - quantile) <= rule.tolerance() * width;
                kept += near ? 1.0 / REPLAYS : 0;
                adaptive += some.crps(y);
                fixed += all.crps(y);
            }
        }
        return Verdict.atMost("share of " + MOST + " draws used", used, 0.5)
                .and(Verdict.atMost("CRPS over that of all, less 1", Math.abs(adaptive / fixed - 1), 0.002))
                .and(Verdict.atLeast("replays within the tolerance", kept, 0.95));
    }

    private Verdict device() {
        String bound = "20 steps on a GPU: largest difference of a head's mean from the CPU's <= 1e-4";
        if (!TensorEngine.accelerator().isGpu()) {
            return new Verdict(bound, "not measured: no GPU here", false);
        }
        double[] cpu = series.trained(Device.CPU, 20).headMeans();
        double[] gpu = series.trained(Device.AUTO, 20).headMeans();
        double worst = IntStream.range(0, cpu.length)
                .mapToDouble(i -> Math.abs(cpu[i] - gpu[i]))
                .max()
                .orElseThrow();
        return new Verdict(bound, Verdict.figure(worst), worst <= 1e-4);
    }

    /** A world whose returns are three times the training's: half of it to fit two numbers, half to test them. */
    private Verdict temperature() {
        HeadRows broken = series.broken(3000, 0);
        HeadRows validation = broken.range(0, 1500);
        HeadRows test = broken.range(1500, 3000);
        HeadPredictive before = new HeadPredictive(series.shape(), draws(Series.TRAIN, 20));
        HeadPredictive after = TemperatureScaling.fit(before, validation).apply(before);
        double fall = before.nll(validation) - after.nll(validation);
        double gain = calibrationError(before, test) - calibrationError(after, test);
        return Verdict.atLeast("returns x 3: fall of the validation NLL, nats", fall, 0)
                .and(Verdict.atLeast("fall of the test part's calibration error", gain, 0));
    }

    /** The mean over levels of the distance between a quantile's level and the share of targets at or under it. */
    static double calibrationError(HeadPredictive predictive, HeadRows rows) {
        double[] levels = {0.01, 0.05, 0.1, 0.2, 0.8, 0.9, 0.95, 0.99};
        double[] under = new double[levels.length];
        int count = 0;
        for (int row = 0; row < rows.rows(); row += 4, count++) {
            HurdleMixture mixture = predictive.mixture(rows, row, 0);
            double y = rows.targets()[row][0];
            double middle = 0.5 * (mixture.cdf(y) + mixture.cdf(Math.nextDown(y)));
            for (int l = 0; l < levels.length; l++) {
                under[l] += middle <= levels[l] ? 1 : 0;
            }
        }
        int all = count;
        return IntStream.range(0, levels.length)
                .mapToDouble(l -> Math.abs(under[l] / all - levels[l]))
                .average()
                .orElseThrow();
    }
}
