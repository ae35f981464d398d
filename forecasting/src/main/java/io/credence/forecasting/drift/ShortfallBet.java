package io.credence.forecasting.drift;

import java.util.Locale;

/**
 * A stake on the e-backtest of expected shortfall: {@code 1 - b + b e}. Wang, Wang and Ziegel (2022) choose b as the growth-optimal one on
 * past e-values; here b is fixed, or the second-order approximation {@code mean(e - 1) / mean((e - 1)^2)} over the last 500 or so, at most a
 * half, which needs no memory of them. Chosen before the outcome, b may be anything.
 *
 * <p>Under the tolerated null the e-value is divided by its largest mean there, that of a Gaussian loss 5 % wider and 0.05 worse.
 *
 * @param stake b; 0 lets the past choose it
 */
record ShortfallBet(double stake) implements Bet {

    static final double LARGEST_STAKE = 0.5;

    /** The mean of the e-value at the tolerance's edge, 1.51. */
    static final double TOLERATED_MEAN = mean(-Tolerance.BIAS, Tolerance.SCALE);

    /** The mean of the e-value where the return is N(bias, scale^2) and N(0, 1) was forecast. */
    static double mean(double bias, double scale) {
        double tail = TailLoss.TAIL;
        double var = -Signal.NORMAL.inverseCumulativeProbability(tail);
        double es = Signal.NORMAL.density(var) / tail;
        double u = (var + bias) / scale;
        double excess = scale * (Signal.NORMAL.density(u) - u * Signal.NORMAL.survivalProbability(u));
        return excess / (tail * (es - var));
    }

    @Override
    public Fault fault() {
        return Fault.SHORTFALL;
    }

    @Override
    public double tolerated(Signal signal, Memory memory) {
        return logBet(signal, memory, TOLERATED_MEAN);
    }

    @Override
    public double exact(Signal signal, Memory memory) {
        return logBet(signal, memory, 1);
    }

    private double logBet(Signal signal, Memory memory, double mean) {
        if (Double.isNaN(signal.shortfall())) {
            return 0;
        }
        double b = stake > 0 ? stake : chosen(memory, mean);
        return Math.log1p(b * (signal.shortfall() / mean - 1));
    }

    private static double chosen(Memory memory, double mean) {
        double e = memory.shortfall() / mean;
        double square = memory.shortfallSquare() / (mean * mean) - 2 * e + 1;
        return Math.clamp((e - 1) / Math.max(square, 1e-3), 0, LARGEST_STAKE);
    }

    @Override
    public double statistic(Signal signal, Memory memory) {
        return Double.isNaN(signal.shortfall()) ? 1 : signal.shortfall();
    }

    @Override
    public double calibratedMean() {
        return 1;
    }

    @Override
    public String describe(double mean) {
        return String.format(
                Locale.ROOT, "shortfall: losses beyond value at risk cost %.2f times what was forecast", mean);
    }
}
