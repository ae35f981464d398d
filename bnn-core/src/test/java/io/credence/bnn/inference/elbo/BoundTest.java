package io.credence.bnn.inference.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.density.ConjugateRegression;
import io.credence.bnn.density.CorrelatedGaussian;
import io.credence.bnn.density.Targets;
import io.credence.bnn.density.TwoModes;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.posterior.GaussianFamily;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.posterior.MeanFieldGaussian;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows 5 and 17: gradients of the bound, and how it tightens. */
class BoundTest {

    private static final CorrelatedGaussian TARGET = Targets.gaussian(5, 3);

    static Stream<GaussianFamily> families() {
        return Stream.of(
                GaussianFamily.meanField(),
                GaussianFamily.fullRank(),
                GaussianFamily.blocks(2, 3),
                GaussianFamily.lowRank(2));
    }

    /** With the same noise the estimate is a smooth function of the values, whose slopes the gradient must be. */
    @ParameterizedTest
    @MethodSource("families")
    void reparameterisedGradientEqualsFiniteDifferences(GaussianFamily family) {
        Bound bound = bound(Estimator.REPARAMETERISED, 6, 1);
        Variation variation = somewhere(family);
        double[] gradient = bound.at(variation, 1, Key.of(5).generator()).gradient();
        for (int i = 0; i < gradient.length; i++) {
            double up = bound.at(moved(variation, i, 1e-5), 1, Key.of(5).generator())
                    .value();
            double down = bound.at(moved(variation, i, -1e-5), 1, Key.of(5).generator())
                    .value();
            assertThat((up - down) / 2e-5)
                    .as("value %d", i)
                    .isCloseTo(gradient[i], within(1e-6 * (1 + Math.abs(gradient[i]))));
        }
    }

    /** Against the exact bound of a Gaussian target, -KL(q || target). */
    @ParameterizedTest
    @MethodSource("families")
    void allEstimatorsHaveTheExactGradientAsMean(GaussianFamily family) {
        Variation variation = somewhere(family);
        for (Estimator estimator : Estimator.values()) {
            double[][] gradients = gradients(bound(estimator, 200, 1), variation, 100);
            double[] variance = variances(gradients);
            for (int i = 0; i < variance.length; i++) {
                double slope = (exact(moved(variation, i, 1e-5)) - exact(moved(variation, i, -1e-5))) / 2e-5;
                assertThat(mean(gradients, i))
                        .as("%s, value %d", estimator, i)
                        .isCloseTo(slope, within(4.5 * Math.sqrt(variance[i] / gradients.length) + 1e-6));
            }
        }
    }

    /**
     * On a regression. Without a baseline the score function's variance is beyond compare anywhere. With one, and as many draws, it is so
     * while q is a standard deviation away; where q is optimal in ten dimensions the ratio is but 2.6, and grows with the dimension.
     */
    @Test
    void reparameterisedGradientHasATenthOfTheVarianceOfTheScoreFunctions() {
        assertThat(varianceRatio(0, 1)).isGreaterThan(1000);
        assertThat(varianceRatio(1, 16)).isGreaterThan(10);
    }

    private static double varianceRatio(double shift, int draws) {
        ConjugateRegression target = Targets.conjugate(60, 10, 7);
        double[] mean = Arrays.stream(target.mean()).map(m -> m + 0.06 * shift).toArray();
        Variation q = Variation.start(
                Mixing.of(GaussianFamily.meanField(), 10), mean, 0.06, Key.of(1).generator());
        Objective whole = new Objective.Whole(target);
        Bound reparameterised = new Bound(whole, Estimator.REPARAMETERISED, 1, 1);
        Bound scoreFunction = new Bound(whole, Estimator.SCORE_FUNCTION, draws, 1);
        double theirs =
                Arrays.stream(variances(gradients(scoreFunction, q, 2000))).sum();
        return theirs
                / (Arrays.stream(variances(gradients(reparameterised, q, 2000))).sum() / draws);
    }

    @Test
    void pathDerivativeHasNoNoiseWhereTheFamilyIsExact() {
        Variation exact = Variation.start(
                Mixing.of(GaussianFamily.meanField(), 2),
                new double[2],
                1,
                Key.of(1).generator());
        CorrelatedGaussian standard = CorrelatedGaussian.of(new double[2], new double[][] {{1, 0}, {0, 1}});
        Bound bound = new Bound(new Objective.Whole(standard), Estimator.PATH_DERIVATIVE, 3, 1);
        assertThat(bound.at(exact, 1, Key.of(2).generator()).gradient()).containsOnly(0.0);
    }

    /** A Gaussian over one of two modes: the bound with K draws rises towards the log evidence, which is 0. */
    @Test
    void importanceWeightedBoundTightens() {
        TwoModes target = Targets.twoModes(2);
        MeanFieldGaussian q = MeanFieldGaussian.of(new double[] {0, 0}, new double[] {1.5, 1.2});
        ImportanceBound one = ImportanceBound.of(target, q, 1, 20_000, Key.of(1));
        ImportanceBound five = ImportanceBound.of(target, q, 5, 20_000, Key.of(2));
        ImportanceBound fifty = ImportanceBound.of(target, q, 50, 20_000, Key.of(3));
        assertThat(five.value()).isGreaterThan(one.value() + 5 * one.standardError());
        assertThat(fifty.value()).isGreaterThan(five.value() + 5 * five.standardError());
        assertThat(fifty.value()).isCloseTo(0, within(0.05)).isLessThan(3 * fifty.standardError());
    }

    /** The gradient with squared weights is that of the bound: on average it equals the slope of the plain estimate. */
    @Test
    void importanceWeightedGradientIsTheBoundsSlope() {
        Variation variation = somewhere(GaussianFamily.meanField());
        Bound bound = bound(Estimator.PATH_DERIVATIVE, 100, 5);
        double[][] gradients = gradients(bound, variation, 100);
        double[] variance = variances(gradients);
        for (int i = 0; i < variance.length; i++) {
            double[] slopes = slopes(bound, variation, i, 100);
            double slope = Arrays.stream(slopes).average().orElseThrow();
            double slopeVariance =
                    Arrays.stream(slopes).map(s -> (s - slope) * (s - slope)).sum() / 99;
            assertThat(mean(gradients, i))
                    .as("value %d", i)
                    .isCloseTo(slope, within(4.5 * Math.sqrt((variance[i] + slopeVariance) / 100)));
        }
    }

    private static double[] slopes(Bound bound, Variation variation, int i, int repeats) {
        double[] slopes = new double[repeats];
        for (int r = 0; r < repeats; r++) {
            Key key = Key.of(1000 + r);
            double up = bound.at(moved(variation, i, 1e-4), 1, key.generator()).value();
            double down =
                    bound.at(moved(variation, i, -1e-4), 1, key.generator()).value();
            slopes[r] = (up - down) / 2e-4;
        }
        return slopes;
    }

    private static Bound bound(Estimator estimator, int draws, int importance) {
        return new Bound(new Objective.Whole(TARGET), estimator, draws, importance);
    }

    private static Variation somewhere(GaussianFamily family) {
        Variation start = Variation.start(
                Mixing.of(family, 5), TARGET.mean(), 0.6, Key.of(1).generator());
        UniformRandomProvider random = Key.of(4).generator();
        double[] values = start.values();
        for (int i = 0; i < values.length; i++) {
            values[i] += 0.5 * (random.nextDouble() - 0.5);
        }
        return new Variation(start.mixing(), 5, values);
    }

    private static Variation moved(Variation variation, int i, double by) {
        double[] values = variation.values().clone();
        values[i] += by;
        return new Variation(variation.mixing(), 5, values);
    }

    private static double exact(Variation variation) {
        GaussianPosterior q = variation.posterior();
        return -q.kl(FullGaussian.of(TARGET.mean(), TARGET.factor()));
    }

    private static double[][] gradients(Bound bound, Variation variation, int repeats) {
        UniformRandomProvider random = Key.of(6).generator();
        double[][] gradients = new double[repeats][];
        Arrays.setAll(gradients, r -> bound.at(variation, 1, random).gradient());
        return gradients;
    }

    private static double mean(double[][] rows, int i) {
        return Arrays.stream(rows).mapToDouble(row -> row[i]).average().orElseThrow();
    }

    private static double[] variances(double[][] rows) {
        double[] variances = new double[rows[0].length];
        for (int i = 0; i < variances.length; i++) {
            int column = i;
            double mean = mean(rows, i);
            variances[i] = Arrays.stream(rows)
                            .mapToDouble(row -> Math.pow(row[column] - mean, 2))
                            .sum()
                    / (rows.length - 1);
        }
        return variances;
    }
}
