package io.credence.bnn.inference.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.density.ConjugateRegression;
import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.density.Targets;
import io.credence.bnn.density.TwoModes;
import io.credence.bnn.distribution.GaussHermite;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.InferenceContract;
import io.credence.bnn.inference.flow.FlowInference.Options;
import io.credence.bnn.inference.flow.FlowInference.State;
import io.credence.bnn.posterior.flow.Flow;
import io.credence.bnn.posterior.flow.FlowPosterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlowInferenceTest extends InferenceContract<State> {

    private static final int DIMENSION = 3;

    @Override
    protected InferenceAlgorithm<State> on(DataDensity target) {
        return FlowInference.of(
                target,
                Flow.autoregressive(target.dimension(), 2, 4),
                Options.withDefaults().withDraws(4));
    }

    static Stream<Flow> flows() {
        return Stream.of(Flow.autoregressive(DIMENSION, 2, 12), Flow.coupling(DIMENSION, 2, 12));
    }

    /** Each mode gets its mass, and the bound is above that of the best Gaussian of any covariance, low rank included. */
    @ParameterizedTest
    @MethodSource("flows")
    void findsBothModes(Flow flow) {
        TwoModes target = Targets.twoModes(DIMENSION);
        FlowPosterior posterior = fit(target, flow);
        assertThat(massLeft(posterior, 1, 0)).isBetween(0.2, 0.8);
        assertThat(bound(posterior, target)).isGreaterThan(bestGaussianBound() + 0.1);
    }

    /** The same two modes, not along an axis. */
    @ParameterizedTest
    @MethodSource("flows")
    void findsBothModesAcrossTheAxes(Flow flow) {
        double side = 2 / Math.sqrt(2);
        LogDensity target = new TwoModes(new double[] {-side, -side, 0}, new double[] {side, side, 0}, 1, 0.5);
        FlowPosterior posterior = fit(target, flow);
        assertThat(massLeft(posterior, 1, 1)).isBetween(0.2, 0.8);
        assertThat(bound(posterior, target)).isGreaterThan(bestGaussianBound() + 0.1);
    }

    @Test
    void isNearlyExactOnAConjugateModel() {
        ConjugateRegression target = Targets.conjugate(40, 3, 11);
        FlowPosterior posterior = fit(target, Flow.autoregressive(3, 2, 8));
        assertThat(bound(posterior, target)).isCloseTo(target.logEvidence(), within(0.05));
        for (int i = 0; i < 3; i++) {
            double sd = Math.sqrt(target.covariance()[i][i]);
            assertThat(posterior.mean()[i]).isCloseTo(target.mean()[i], within(0.1 * sd));
            assertThat(Math.sqrt(posterior.variance()[i]) / sd).isCloseTo(1, within(0.1));
        }
    }

    @Test
    void refusesAFlowOfAnotherDimension() {
        assertThatThrownBy(() -> FlowInference.of(Targets.twoModes(2), Flow.coupling(3, 1, 2), Options.withDefaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dimension 3");
        assertThatThrownBy(() -> Options.withDefaults().withAnnealing(0, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("annealing");
    }

    private static FlowPosterior fit(LogDensity target, Flow flow) {
        FlowInference inference =
                FlowInference.of(target, flow, Options.withDefaults().withSteps(2000));
        return inference.posterior(inference.run(Key.of(1)));
    }

    private static double massLeft(FlowPosterior posterior, double first, double second) {
        return Arrays.stream(posterior.draw(4000, Key.of(2)))
                .mapToDouble(d -> first * d[0] + second * d[1] < 0 ? 1 : 0)
                .average()
                .orElseThrow();
    }

    /** From 10,000 draws, whose error is under 0.01 where the flow is close. */
    private static double bound(FlowPosterior posterior, LogDensity target) {
        double[][] draws = posterior.draw(10_000, Key.of(4));
        double[] values = new double[draws.length];
        target.evaluate(draws, values, new double[draws.length][target.dimension()]);
        double sum = 0;
        for (int d = 0; d < draws.length; d++) {
            sum += values[d] - posterior.logDensity(draws[d]);
        }
        return sum / draws.length;
    }

    /** In the modes' plane any other direction is best left standard normal, so that mean and sd along the modes are all there is. */
    private static double bestGaussianBound() {
        TwoModes along = Targets.twoModes(1);
        GaussHermite rule = GaussHermite.of(48);
        double best = Double.NEGATIVE_INFINITY;
        for (double mean = 0; mean <= 2.5; mean += 0.05) {
            for (double sd = 0.5; sd <= 3; sd += 0.05) {
                double bound = 0.5 * Math.log(2 * Math.PI * Math.E * sd * sd);
                for (int i = 0; i < rule.size(); i++) {
                    double[] point = {mean + sd * rule.node(i)};
                    bound += rule.weight(i) * along.evaluate(point, new double[1]);
                }
                best = Math.max(best, bound);
            }
        }
        return best;
    }
}
