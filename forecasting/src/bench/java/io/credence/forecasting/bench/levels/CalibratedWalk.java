package io.credence.forecasting.bench.levels;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A {@link StochasticWalk} whose spread is calibrated, rate by rate, on windows that have passed: at first on the last ones before the first origin. */
final class CalibratedWalk implements LevelForecaster {

    private static final int PAST_WINDOWS = 90;

    private final Levels levels;
    private final StochasticWalk walk;
    private final SpreadFactor[] factors;
    private double[][][] last = new double[0][][];
    private int lastOrigin;

    /**
     * @param origin the first that will be asked for, as of the walk
     * @param steps of a window
     */
    CalibratedWalk(Levels levels, StochasticWalk walk, int origin, int steps) {
        this.levels = levels;
        this.walk = walk;
        int windows = Math.min(PAST_WINDOWS, origin / 2 / steps);
        int first = origin - windows * steps;
        this.factors = IntStream.range(0, levels.instruments().size())
                .parallel()
                .mapToObj(i -> rehearsed(i, walk.rehearsed(i, first, windows, steps), first, steps))
                .toArray(SpreadFactor[]::new);
    }

    private SpreadFactor rehearsed(int instrument, double[][][] quantiles, int first, int steps) {
        SpreadFactor factor = new SpreadFactor();
        for (int window = 0; window < quantiles.length; window++) {
            factor.add(quantiles[window], realised(instrument, first + window * steps, steps));
        }
        return factor;
    }

    private double[] realised(int instrument, int origin, int steps) {
        double[] sums = new double[steps];
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            sum += levels.returnAt(instrument, origin + step);
            sums[step] = sum;
        }
        return sums;
    }

    @Override
    public String name() {
        return walk.name() + ", calibrated";
    }

    @Override
    public double[][][] forecast(int origin, int steps) {
        if (last.length > 0 && lastOrigin + steps <= origin) {
            for (int i = 0; i < factors.length; i++) {
                factors[i].add(last[i], realised(i, lastOrigin, steps));
            }
        }
        last = walk.changes(origin, steps);
        lastOrigin = origin;
        return walk.levels(origin, last, values());
    }

    /** Each rate's factor. */
    double[] values() {
        return Arrays.stream(factors).mapToDouble(SpreadFactor::value).toArray();
    }
}
