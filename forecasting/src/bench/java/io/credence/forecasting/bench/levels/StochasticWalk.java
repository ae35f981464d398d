package io.credence.forecasting.bench.levels;

import io.credence.forecasting.model.bayesian.stochastic.StochasticVolatility;
import io.credence.forecasting.model.bayesian.stochastic.StochasticVolatilityFit;
import io.credence.forecasting.model.bayesian.stochastic.StochasticVolatilityPredictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A random walk of the log level whose volatility is stochastic, with the posterior of each rate's parameters and partial pooling over
 * the rates. Parameters are sampled before the first origin; from there their weights follow the data, and where few draws are left
 * they are sampled anew from the rows before that origin.
 */
final class StochasticWalk implements LevelForecaster {

    /** Of the draws, that weights should be worth. */
    private static final double FEWEST = 0.3;

    private final Levels levels;
    private final List<Rate> rates = new ArrayList<>();
    private double[][][] latest = new double[0][][];
    private int known;

    /**
     * @param origin the first that will be asked for
     */
    StochasticWalk(Levels levels, int origin) {
        this.levels = levels;
        this.known = origin;
        List<StochasticVolatilityFit> fits = StochasticVolatility.withDefaults()
                .fitPanel(IntStream.range(0, levels.instruments().size())
                        .mapToObj(i -> levels.returns(i, origin))
                        .toList());
        for (int i = 0; i < fits.size(); i++) {
            rates.add(new Rate(i, fits.get(i)));
        }
    }

    @Override
    public String name() {
        return "sv-t, pooled";
    }

    /** How often a rate's parameters were sampled anew. */
    int refits() {
        return rates.stream().mapToInt(rate -> rate.refits).sum();
    }

    @Override
    public double[][][] forecast(int origin, int steps) {
        double[] ones = new double[rates.size()];
        Arrays.fill(ones, 1);
        return levels(origin, changes(origin, steps), ones);
    }

    /** Quantiles of levels from those of log changes, times a factor each rate. */
    double[][][] levels(int origin, double[][][] changes, double[] factors) {
        double[][][] quantiles = new double[changes.length][][];
        for (int i = 0; i < changes.length; i++) {
            double last = levels.prices()[i][origin - 1];
            double factor = factors[i];
            quantiles[i] = Arrays.stream(changes[i])
                    .map(row -> Arrays.stream(row)
                            .map(change -> last * Math.exp(factor * change / 100))
                            .toArray())
                    .toArray(double[][]::new);
        }
        return quantiles;
    }

    /** Quantiles of the log changes from an origin on, percent: {@code [instrument][step][probability]}. */
    double[][][] changes(int origin, int steps) {
        if (latest.length == 0 || origin != known) {
            int from = known;
            known = origin;
            latest = rates.stream()
                    .parallel()
                    .map(rate -> rate.changes(from, origin, steps))
                    .toArray(double[][][]::new);
        }
        return latest;
    }

    /** What the model says of windows before the first origin, with parameters that know them: {@code [window][step][probability]}. */
    double[][][] rehearsed(int instrument, int first, int windows, int steps) {
        StochasticVolatilityPredictor past = rates.get(instrument).fit.predictorAfter(first - 1);
        double[][][] quantiles = new double[windows][][];
        for (int window = 0; window < windows; window++) {
            int origin = first + window * steps;
            quantiles[window] = quantiles(past, steps);
            move(past, instrument, origin, origin + steps);
        }
        return quantiles;
    }

    private void move(StochasticVolatilityPredictor predictor, int instrument, int from, int to) {
        for (int row = from; row < to; row++) {
            predictor.update(levels.returnAt(instrument, row), Double.NaN);
        }
    }

    /** One rate's model in its state. */
    private final class Rate {

        private final int instrument;
        private StochasticVolatilityFit fit;
        private StochasticVolatilityPredictor predictor;
        private final double fresh;
        private int refits;

        Rate(int instrument, StochasticVolatilityFit fit) {
            this.instrument = instrument;
            this.fit = fit;
            this.predictor = fit.predictor();
            this.fresh = predictor.effectiveSampleSize();
        }

        double[][] changes(int from, int origin, int steps) {
            move(predictor, instrument, from, origin);
            if (predictor.effectiveSampleSize() < FEWEST * fresh) {
                fit = fit.refit(levels.returns(instrument, origin));
                predictor = fit.predictor();
                refits++;
            }
            return quantiles(predictor, steps);
        }
    }

    private static double[][] quantiles(StochasticVolatilityPredictor predictor, int steps) {
        return Arrays.stream(predictor.paths(steps))
                .map(StochasticWalk::quantiles)
                .toArray(double[][]::new);
    }

    /** Linear between order statistics (definition 7 of Hyndman and Fan 1996). */
    private static double[] quantiles(double[] sums) {
        double[] sorted = sums.clone();
        Arrays.sort(sorted);
        return Arrays.stream(PROBABILITIES)
                .map(p -> {
                    double place = p * (sorted.length - 1);
                    int below = (int) place;
                    return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
                })
                .toArray();
    }
}
