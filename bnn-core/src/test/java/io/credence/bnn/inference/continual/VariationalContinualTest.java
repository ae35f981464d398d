package io.credence.bnn.inference.continual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.density.ConjugateRegression;
import io.credence.bnn.density.LastLayer;
import io.credence.bnn.density.PredictiveScore;
import io.credence.bnn.density.Targets;
import io.credence.bnn.likelihood.GaussianRows;
import io.credence.bnn.likelihood.HeteroscedasticGaussianRows;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.random.Key;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VariationalContinualTest {

    private static final int DAYS = 40;
    private static final int ROWS_A_DAY = 25;
    private static final HeteroscedasticGaussianRows LIKELIHOOD = new HeteroscedasticGaussianRows();
    private static final double[] TRUTH = {0.2, 0.6, -0.4, 0.1, -0.7, 0.3, 0, -0.2};
    private static final FullGaussian PRIOR = FullGaussian.of(new double[8], Matrices.identity(8));

    private final RegressionData all = rows(DAYS * ROWS_A_DAY, Key.of(1));
    private final RegressionData later = rows(2000, Key.of(2));

    /** The row's check: hold-out NLL within 0.02 nat of a full refit, at under a tenth of its gradients of rows. */
    @Test
    void foretellsLikeAFullRefitAtATenthOfItsCost() {
        VariationalContinual learned = VariationalContinual.from(PRIOR);
        long before = 0;
        for (int day = 0; day < DAYS; day++) {
            RegressionData today = day(day);
            before = learned.rowGradients();
            learned = learned.learn(prior -> LastLayer.of(today, LIKELIHOOD, prior));
        }
        VariationalContinual refit =
                VariationalContinual.from(PRIOR).learn(prior -> LastLayer.of(all, LIKELIHOOD, prior));
        double lastDay = learned.rowGradients() - before;
        assertThat(lastDay / refit.rowGradients()).isLessThan(0.1);
        double continual = nll(learned.posterior());
        assertThat(continual).isCloseTo(nll(refit.posterior()), within(0.02));
        // what the first days alone know is worse, so that the bound means something
        VariationalContinual young =
                VariationalContinual.from(PRIOR).learn(prior -> LastLayer.of(day(0), LIKELIHOOD, prior));
        assertThat(nll(young.posterior())).isGreaterThan(continual + 0.05);
        assertThat(learned.days()).isEqualTo(DAYS);
    }

    /** All refits, one each day, against all days. */
    @Test
    void theWholeRoadCostsUnderATenthOfRefittingEachDay() {
        VariationalContinual learned = VariationalContinual.from(PRIOR);
        long refits = 0;
        for (int day = 0; day < DAYS; day++) {
            RegressionData today = day(day);
            learned = learned.learn(prior -> LastLayer.of(today, LIKELIHOOD, prior));
            RegressionData known =
                    all.rows(IntStream.range(0, (day + 1) * ROWS_A_DAY).toArray());
            refits += VariationalContinual.from(PRIOR)
                    .learn(prior -> LastLayer.of(known, LIKELIHOOD, prior))
                    .rowGradients();
        }
        assertThat((double) learned.rowGradients() / refits).isLessThan(0.1);
    }

    /** On a conjugate model the order of learning makes no difference at all. */
    @Test
    void isExactOnAConjugateModel() {
        ConjugateRegression exact = Targets.conjugate(60, 4, 5);
        RegressionData data = new RegressionData(exact.features(), exact.targets());
        double[][] prior = Matrices.add(new double[4][4], exact.priorSd() * exact.priorSd(), Matrices.identity(4));
        VariationalContinual learned = VariationalContinual.from(FullGaussian.of(new double[4], prior));
        for (int day = 0; day < 6; day++) {
            RegressionData today =
                    data.rows(IntStream.range(10 * day, 10 * day + 10).toArray());
            learned = learned.learn(p -> LastLayer.of(today, new GaussianRows(exact.noiseSd()), p));
        }
        for (int i = 0; i < 4; i++) {
            double sd = Math.sqrt(exact.covariance()[i][i]);
            assertThat(learned.posterior().mean()[i]).isCloseTo(exact.mean()[i], within(1e-3 * sd));
            assertThat(learned.posterior().variance()[i] / (sd * sd)).isCloseTo(1, within(1e-3));
        }
    }

    private RegressionData day(int day) {
        return all.rows(
                IntStream.range(day * ROWS_A_DAY, (day + 1) * ROWS_A_DAY).toArray());
    }

    private double nll(FullGaussian posterior) {
        return PredictiveScore.nll(posterior.draw(200, Key.of(3)), later, LIKELIHOOD);
    }

    private static RegressionData rows(int rows, Key key) {
        double[][] x = Targets.normals(rows, 4, key.child(0));
        double[] y = Targets.normals(1, rows, key.child(1))[0];
        for (int n = 0; n < rows; n++) {
            x[n][0] = 1;
            double[] outputs = LastLayer.outputs(TRUTH, x[n]);
            y[n] = outputs[0] + Math.exp(outputs[1]) * y[n];
        }
        return new RegressionData(x, y);
    }
}
