package io.credence.forecasting.model.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.SimulatedReturns;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds of every recursion: exact derivatives, coordinates that invert, and O(1) updates that follow the path. */
abstract class RecursionContract {

    private static final ReturnHistory HISTORY = SimulatedReturns.gjr(400, 5);

    /** The recursion, and the innovations it is used with. */
    abstract Recursion recursion();

    List<Innovation> innovations() {
        return List.of(Innovation.values());
    }

    /** Natural parameters inside the bounds, mean and shape aside. */
    abstract double[] example();

    /** A slow plain twin: variances at t = 0 to n from the definition. */
    abstract double[] plain(double[] theta, Sample sample);

    private static Sample sample() {
        return Sample.of(HISTORY, Presample.BACKCAST);
    }

    private double[] theta(Innovation innovation) {
        double[] own = example();
        double[] shape = {7, -0.2};
        double[] theta = new double[1 + own.length + innovation.names().size()];
        theta[0] = 0.05;
        System.arraycopy(own, 0, theta, 1, own.length);
        System.arraycopy(shape, 0, theta, 1 + own.length, innovation.names().size());
        return theta;
    }

    @Test
    void thePathIsThatOfTheDefinition() {
        Sample sample = sample();
        double[] theta = theta(innovations().getLast());
        Path path = Path.of(sample.size(), recursion().width());
        recursion().filter(theta, sample, path);
        double[] expected = plain(theta, sample);
        for (int t = 0; t <= sample.size(); t++) {
            assertThat(path.variance()[t]).as("at %s", t).isCloseTo(expected[t], within(1e-10 * expected[t]));
        }
    }

    /** The way without derivatives is a second one. */
    @Test
    void theValueAloneIsThatBesideTheGradient() {
        for (Innovation innovation : innovations()) {
            Likelihood likelihood = new Likelihood(recursion(), innovation, sample());
            double[] theta = theta(innovation);
            double beside = likelihood.evaluate(theta, new double[theta.length]);
            assertThat(likelihood.evaluate(theta))
                    .as("%s", innovation)
                    .isCloseTo(beside, within(1e-9 * Math.abs(beside)));
        }
    }

    /** At other parameters it goes on from the same state, and the first stays where it was. */
    @Test
    void aTrackerMovesToOtherParameters() {
        double[] theta = theta(innovations().getLast());
        Sample sample = sample();
        Path path = Path.of(sample.size(), recursion().width());
        recursion().filter(theta, sample, path);
        Tracker tracker = recursion().tracker(theta, sample, path);
        double before = tracker.variance();
        double[] other = theta.clone();
        other[1] += 0.01;
        Tracker moved = tracker.at(other);
        Tracker same = tracker.at(theta);
        moved.update(0.5, 0.3);
        same.update(0.5, 0.3);
        assertThat(tracker.variance()).isEqualTo(before);
        tracker.update(0.5, 0.3);
        assertThat(same.variance()).isEqualTo(tracker.variance());
        assertThat(moved.variance()).isGreaterThan(tracker.variance());
    }

    @Test
    void gradientsEqualCentralDifferences() {
        for (Innovation innovation : innovations()) {
            Likelihood likelihood = new Likelihood(recursion(), innovation, sample());
            double[] x = likelihood.working(theta(innovation));
            double[] gradient = new double[x.length];
            likelihood.loss(x, gradient);
            for (int i = 0; i < x.length; i++) {
                assertThat(gradient[i])
                        .as("%s, coordinate %s", innovation, i)
                        .isCloseTo(difference(likelihood, x, i), within(1e-6));
            }
        }
    }

    private static double difference(Likelihood likelihood, double[] x, int i) {
        double step = 1e-6;
        double[] ignored = new double[x.length];
        double[] up = x.clone();
        double[] down = x.clone();
        up[i] += step;
        down[i] -= step;
        return (likelihood.loss(up, ignored) - likelihood.loss(down, ignored)) / (2 * step);
    }

    /** Scores row by row, the plain way, are those of the fast pass. */
    @Test
    void scoresOfOneMoreRowAreWhatItAddsToTheGradient() {
        for (Innovation innovation : innovations()) {
            double[] theta = theta(innovation);
            double[][] whole = new Likelihood(recursion(), innovation, sample()).outerProduct(theta);
            double[] gradient = new double[theta.length];
            new Likelihood(recursion(), innovation, sample()).evaluate(theta, gradient);
            double[] sum = rowScores(innovation, theta);
            for (int i = 0; i < theta.length; i++) {
                assertThat(sum[i])
                        .as("%s, %s", innovation, i)
                        .isCloseTo(gradient[i], within(1e-8 * (1 + Math.abs(sum[i]))));
                assertThat(whole[i][i]).isNotNegative();
            }
        }
    }

    private double[] rowScores(Innovation innovation, double[] theta) {
        Sample sample = sample();
        Path path = Path.of(sample.size(), recursion().width());
        recursion().filter(theta, sample, path);
        int shapeAt = 1 + recursion().names().size();
        Density density = innovation.density(theta, shapeAt);
        double[] sum = new double[theta.length];
        for (int t = 0; t < sample.size(); t++) {
            double variance = path.variance()[t];
            double z = (sample.returns()[t] - theta[0]) / Math.sqrt(variance);
            double[] shape = new double[theta.length];
            double slope = density.score(z, shape, shapeAt);
            for (int k = 0; k < theta.length; k++) {
                double derivative = k < recursion().width()
                        ? path.derivative()[t * recursion().width() + k]
                        : 0;
                sum[k] += shape[k] - 0.5 * (1 + slope * z) / variance * derivative;
            }
            sum[0] -= slope / Math.sqrt(variance);
        }
        return sum;
    }

    @Test
    void workingCoordinatesInvertNaturalOnes() {
        Innovation innovation = innovations().getLast();
        Likelihood likelihood = new Likelihood(recursion(), innovation, sample());
        double[] theta = theta(innovation);
        double[] back = likelihood.natural(likelihood.working(theta));
        for (int i = 0; i < theta.length; i++) {
            assertThat(back[i]).as("parameter %s", i).isCloseTo(theta[i], within(1e-12));
        }
    }

    @Test
    void updatesFollowThePath() {
        double[] theta = theta(innovations().getLast());
        Sample sample = sample();
        Path whole = Path.of(sample.size(), recursion().width());
        recursion().filter(theta, sample, whole);
        Sample first = Sample.of(HISTORY.first(300), Presample.BACKCAST);
        Path part = Path.of(300, recursion().width());
        recursion().filter(theta, first, part);
        Tracker tracker = recursion().tracker(theta, first, part);
        Tracker copy = tracker.copy();
        for (int t = 300; t < sample.size(); t++) {
            tracker.update(sample.returns()[t] - theta[0], sample.ranges()[t]);
            // The presample of the shorter history differs in the last digits of what is left of it.
            assertThat(tracker.variance()).isCloseTo(whole.variance()[t + 1], within(1e-4));
        }
        assertThat(copy.variance()).isCloseTo(part.variance()[300], within(1e-12));
    }

    @Test
    void aRangeThatIsMissingIsWhatWasExpected() {
        double[] theta = theta(innovations().getLast());
        Sample sample = sample();
        Path path = Path.of(sample.size(), recursion().width());
        recursion().filter(theta, sample, path);
        Tracker tracker = recursion().tracker(theta, sample, path);
        for (int t = 0; t < 50; t++) {
            tracker.update(0.5, Double.NaN);
        }
        assertThat(tracker.variance()).isFinite().isBetween(0.01, 10.0);
    }

    static double[] filled(int size, double value) {
        double[] array = new double[size];
        Arrays.fill(array, value);
        return array;
    }
}
