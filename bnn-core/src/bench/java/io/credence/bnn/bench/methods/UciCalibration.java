package io.credence.bnn.bench.methods;

import io.credence.bnn.bench.uci.UciSet;
import io.credence.bnn.data.RegressionData;
import io.credence.bnn.data.Standardiser;
import io.credence.bnn.density.LastLayer;
import io.credence.bnn.distribution.StudentT;
import io.credence.bnn.inference.elbo.Estimator;
import io.credence.bnn.inference.elbo.VariationalInference;
import io.credence.bnn.inference.elbo.VariationalOptions;
import io.credence.bnn.inference.elbo.VariationalOptions.Rate;
import io.credence.bnn.inference.elbo.VariationalOptions.Sampling;
import io.credence.bnn.inference.ep.ExpectationPropagation;
import io.credence.bnn.likelihood.StudentTRows;
import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The calibration of expectation propagation beside mean-field's on the UCI sets: a Student-t last layer on the same 50 random rectified
 * features, the same 150 rows of the first split, tested on its test part.
 */
final class UciCalibration {

    private static final List<String> SETS = List.of("bostonHousing", "concrete", "energy", "kin8nm", "yacht");
    private static final int FEATURES = 50;
    private static final int ROWS = 150;
    private static final int DRAWS = 200;
    private static final double DF = 5;
    private static final Key KEY = Key.of(18);

    private UciCalibration() {}

    /** Over those sets that are in the folder. */
    static Verdict check(Path folder) {
        String what = "UCI sets on which its calibration error is under mean-field's, at least 3 of 5";
        List<String> figures = new ArrayList<>();
        int better = 0;
        try {
            for (String set : SETS) {
                if (!Files.isDirectory(folder.resolve(set))) {
                    return new Verdict(what, "not measured: no " + set + " in " + folder, false);
                }
                double[] errors = errors(UciSet.read(folder.resolve(set)));
                better += errors[0] < errors[1] ? 1 : 0;
                figures.add(Verdict.figure(errors[0]) + " to " + Verdict.figure(errors[1]));
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException("sets in " + folder + " cannot be read", unreadable);
        }
        return new Verdict(what, better + " (" + String.join(", ", figures) + ")", better >= 3);
    }

    /** Of expectation propagation, and of mean-field. */
    private static double[] errors(UciSet set) throws IOException {
        RegressionData all = set.train(0);
        RegressionData train =
                all.rows(IntStream.range(0, Math.min(ROWS, all.rows())).toArray());
        Standardiser standardiser = Standardiser.of(train);
        double[][] weights = Draws.normals(FEATURES, train.columns() + 1, KEY);
        RegressionData seen = features(standardiser.apply(train), weights);
        RegressionData unseen = features(standardiser.apply(set.test(0)), weights);
        double scale = noise(seen);
        LastLayer layer = LastLayer.of(seen, new StudentTRows(DF, scale), 1);
        ExpectationPropagation ep = ExpectationPropagation.of(layer, ExpectationPropagation.Options.withDefaults());
        return new double[] {error(ep.posterior(ep.run(KEY, 20)), unseen, scale), error(meanField(layer), unseen, scale)
        };
    }

    private static Posterior meanField(LastLayer layer) {
        VariationalInference vi = VariationalInference.of(
                layer,
                VariationalOptions.withDefaults()
                        .withEstimator(Estimator.PATH_DERIVATIVE)
                        .withSampling(new Sampling(4, 1, 0))
                        .withRate(new Rate(0.05, 0.01, 1500, 0.3)));
        return vi.posterior(vi.run(KEY));
    }

    /** Rectified random projections of spread 1 in all, and an intercept. */
    private static RegressionData features(RegressionData rows, double[][] weights) {
        double[][] features = Arrays.stream(rows.inputs())
                .map(row -> IntStream.rangeClosed(0, FEATURES)
                        .mapToDouble(j -> j == FEATURES ? 1 : rectified(row, weights[j]) / Math.sqrt(FEATURES))
                        .toArray())
                .toArray(double[][]::new);
        return new RegressionData(features, rows.targets());
    }

    private static double rectified(double[] row, double[] weights) {
        double sum = weights[row.length];
        for (int i = 0; i < row.length; i++) {
            sum += weights[i] * row[i] / Math.sqrt(row.length);
        }
        return Math.max(0, sum);
    }

    /** The scale of a Student-t whose sd is that of a ridge regression's residuals, counted by its effective parameters. */
    private static double noise(RegressionData rows) {
        double[][] gram = Matrices.gram(rows.inputs());
        Cholesky ridge = Cholesky.of(Matrices.add(gram, 0.1, Matrices.identity(gram.length)));
        double[] fitted = ridge.solve(Matrices.transposeMultiply(rows.inputs(), rows.targets()));
        double[][] hat = ridge.solve(gram);
        double parameters = Arrays.stream(Matrices.diagonal(hat)).sum();
        double squares = 0;
        for (int n = 0; n < rows.rows(); n++) {
            double error = rows.targets()[n] - Matrices.dot(rows.inputs()[n], fitted);
            squares += error * error;
        }
        double variance = squares / Math.max(1, rows.rows() - parameters);
        return Math.sqrt(variance * (DF - 2) / DF);
    }

    /** The mean over 19 levels of the distance between a quantile's level and the share of targets at or under it. */
    private static double error(Posterior posterior, RegressionData test, double scale) {
        double[][] draws = posterior.draw(DRAWS, KEY.child(1));
        double[] pits = new double[test.rows()];
        for (int n = 0; n < pits.length; n++) {
            for (double[] draw : draws) {
                double z = (test.targets()[n] - Matrices.dot(test.inputs()[n], draw)) / scale;
                pits[n] += StudentT.of(DF).cdf(z) / DRAWS;
            }
        }
        return IntStream.rangeClosed(1, 19)
                .mapToDouble(i -> 0.05 * i)
                .map(level -> Math.abs(
                        (double) Arrays.stream(pits).filter(pit -> pit <= level).count() / pits.length - level))
                .average()
                .orElseThrow();
    }
}
