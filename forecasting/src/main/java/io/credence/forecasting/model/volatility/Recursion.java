package io.credence.forecasting.model.volatility;

import java.util.List;

/**
 * How the conditional variance follows from the past.
 *
 * <p>All parameters of a model stand in one array: the mean, then the recursion's own from index 1 on, then the shape of the
 * innovations. They are natural ones ({@code theta}, as textbooks write them) or working ones ({@code x}), which are made so
 * that positivity and stationarity are bounds on single coordinates.
 */
sealed interface Recursion permits NewsRecursion, ExponentialRecursion, ScoreRecursion, HarRecursion {

    /** Its part of a model's name. */
    String name();

    /** Of its natural parameters. */
    List<String> names();

    /** How many leading parameters the variance depends on: the mean, its own, and shape where it uses that. */
    default int width() {
        return 1 + names().size();
    }

    /** Fills variances and derivatives. */
    void filter(double[] theta, Sample sample, Path path);

    /** Fills variances alone, which costs a fraction where a recursion has a way of its own. */
    default void variances(double[] theta, Sample sample, Path path) {
        filter(theta, sample, path);
    }

    /** Fills its part of the lower and upper bounds of working parameters; equal bounds fix one. */
    void bounds(Sample sample, double[] lower, double[] upper);

    /** Working parameters to try first, its own part filled; the likelihood chooses among them. */
    List<double[]> starts(Sample sample, int parameters);

    /** Fills its natural parameters from the working ones. */
    void natural(double[] x, Sample sample, double[] theta);

    /** Fills its working parameters from natural ones, which may lie on or beyond a bound. */
    void working(double[] theta, Sample sample, double[] x);

    /** Fills its part of the gradient by working parameters from that by natural ones. */
    void pullBack(double[] x, Sample sample, double[] natural, double[] working);

    /** Whether each of its natural parameters is estimated on this sample, or fixed. */
    boolean[] estimated(Sample sample);

    /** One that stands where a path ends. */
    Tracker tracker(double[] theta, Sample sample, Path path);
}
