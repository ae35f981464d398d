package io.credence.forecasting.model.bayesian;

import io.credence.forecasting.distribution.ScoreMap;
import io.credence.forecasting.series.LogReturn;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Recalibrates one instrument's forecasts of each horizon from those whose horizon has passed, in constant time and memory.
 * Three numbers per horizon move, each by stochastic steps whose mean is zero where it fits:
 *
 * <ul>
 *   <li>the log scale, along the gradient of the Student-t log score; unchanged prices say nothing of it;
 *   <li>a widening on top, by whether the loss exceeded its value at risk at 95 %, and
 *   <li>the raw degrees of freedom, by whether it exceeded that at 99 %: adaptive conformal inference (Gibbs and Candes 2021),
 *       which brings the share of exceedances to its level in the long run whatever the returns do.
 * </ul>
 *
 * <p>A Student-t has one shape for both tails, and its likelihood is mostly that of its centre; the last two keep the promise
 * that a value at risk makes.
 */
final class Recalibration {

    /** Steps per bar: what is known of the scale turns over in 100 bars, of the tails in about 1000. */
    private static final double SCALE_RATE = 0.01;

    private static final double TAIL_RATE = 0.015;
    private static final double DF_RATE = 0.15;

    private static final double GOLDEN = 0.6180339887498949;
    private static final double MOST_SCORE = 4;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private static final double SCALE_BOUND = 1.5;
    private static final double TAIL_BOUND = 0.5;
    private static final double DF_BOUND = 1.5;
    private static final double DF_GRID = 0.5;

    /** The tails of the two levels that are tracked. */
    private static final double TAIL = 0.05;

    private static final double FAR_TAIL = 0.01;

    private final List<Integer> horizons;
    private final double[] scales;
    private final double[] tails;
    private final double[] dfs;
    /** Forecasts whose horizon has not passed: {@code [horizon][bars]}, in rings. */
    private final Pending[][] pending;

    private Recalibration(List<Integer> horizons) {
        this.horizons = horizons;
        scales = new double[horizons.size()];
        tails = new double[horizons.size()];
        dfs = new double[horizons.size()];
        pending = new Pending[horizons.size()][];
        for (int i = 0; i < pending.length; i++) {
            pending[i] = new Pending[horizons.get(i)];
            Arrays.fill(pending[i], Pending.NONE);
        }
    }

    /**
     * What must be known of a forecast to learn from its outcome, with parameters at their posterior means.
     *
     * @param close at its origin
     * @param location in percent
     * @param scale in percent, widening included; 0 marks none
     * @param moves the probability of a changed price
     */
    record Pending(double close, float location, float scale, float moves, float df) {

        static final Pending NONE = new Pending(0, 0, 0, 0, 0);
        static final int BYTES = Double.BYTES + 4 * Float.BYTES;

        /** The probability of a fall at least as far as to z scales from the location. */
        double lowerTail(double z) {
            return moves * TDistribution.of(df).cumulativeProbability(z);
        }

        /**
         * Whether the outcome exceeded the value at risk, less how often it should: a mean of 0 where it is right. Where even
         * an unchanged price is likelier than the level, the value at risk is 0 whatever the scale, and nothing is learnt.
         */
        double excess(double pit, double tail, ScoreMap map) {
            boolean silent = map.apply(lowerTail(-location / scale)) <= tail;
            return silent ? 0 : (pit < tail ? 1 : 0) - tail;
        }

        /** The PIT; an unchanged price's is placed within the atom by the bar's number, evenly in the long run. */
        double placed(double z, double realised, long bars) {
            if (realised < close) {
                return lowerTail(z);
            }
            double atom = 1 - moves;
            if (realised > close) {
                return Math.min(1, lowerTail(z) + atom);
            }
            double share = bars * GOLDEN - Math.floor(bars * GOLDEN);
            return lowerTail(-location / scale) + share * atom;
        }

        void write(ByteBuffer buffer) {
            buffer.putDouble(close)
                    .putFloat(location)
                    .putFloat(scale)
                    .putFloat(moves)
                    .putFloat(df);
        }

        static Pending read(ByteBuffer buffer) {
            return new Pending(
                    buffer.getDouble(), buffer.getFloat(), buffer.getFloat(), buffer.getFloat(), buffer.getFloat());
        }
    }

    static Recalibration start(List<Integer> horizons) {
        return new Recalibration(horizons);
    }

    static int encodedBytes(List<Integer> horizons) {
        return horizons.stream()
                .mapToInt(horizon -> 3 * Double.BYTES + horizon * Pending.BYTES)
                .sum();
    }

    static Recalibration decode(List<Integer> horizons, ByteBuffer buffer) {
        Recalibration state = new Recalibration(horizons);
        for (int h = 0; h < state.pending.length; h++) {
            state.scales[h] = buffer.getDouble();
            state.tails[h] = buffer.getDouble();
            state.dfs[h] = buffer.getDouble();
            for (int k = 0; k < state.pending[h].length; k++) {
                state.pending[h][k] = Pending.read(buffer);
            }
        }
        return state;
    }

    void encode(ByteBuffer buffer) {
        for (int h = 0; h < pending.length; h++) {
            buffer.putDouble(scales[h]).putDouble(tails[h]).putDouble(dfs[h]);
            for (Pending each : pending[h]) {
                each.write(buffer);
            }
        }
    }

    /** What to add to the log scale of a horizon. */
    double logScale(int horizonIndex) {
        return scales[horizonIndex] + tails[horizonIndex];
    }

    /** What to add to the raw degrees of freedom of a horizon: on a coarse grid, since each value has tables of its own. */
    double rawDf(int horizonIndex) {
        return DF_GRID * Math.rint(dfs[horizonIndex] / DF_GRID);
    }

    /**
     * Learns from the forecast that a close realises.
     *
     * @param bars how many bars the instrument has seen, this one included
     */
    void realise(int horizonIndex, long bars, double close) {
        realise(horizonIndex, bars, close, ScoreMap.IDENTITY);
    }

    /** As {@link #realise(int, long, double)}, of forecasts that were mapped: what is judged is what was said. */
    void realise(int horizonIndex, long bars, double close, ScoreMap map) {
        int horizon = horizons.get(horizonIndex);
        Pending forecast = pending[horizonIndex][(int) (bars % horizon)];
        if (forecast.scale == 0) {
            return;
        }
        // Outcomes of h bars overlap. Steps 1/h as long would keep the noise and be h times as slow; this is half way.
        double step = 1 / Math.sqrt(horizon);
        boolean changed = forecast.close != close;
        double z = changed ? (LogReturn.percent(forecast.close, close) - forecast.location) / forecast.scale : 0;
        double pit = close < forecast.close ? map.apply(forecast.lowerTail(z)) : 1;
        if (!map.isIdentity()) {
            rescaleMapped(horizonIndex, step, map.apply(forecast.placed(z, close, bars)));
        } else if (changed) {
            rescale(horizonIndex, step, z, forecast.df);
        }
        tails[horizonIndex] =
                moved(tails[horizonIndex], step * TAIL_RATE * forecast.excess(pit, TAIL, map), TAIL_BOUND);
        dfs[horizonIndex] = moved(dfs[horizonIndex], -step * DF_RATE * forecast.excess(pit, FAR_TAIL, map), DF_BOUND);
    }

    /** The gradient is that before widening, else the two would pull against each other without end. */
    private void rescale(int horizonIndex, double step, double z, double df) {
        double narrow = z * Math.exp(tails[horizonIndex]);
        double gradient = (df + 1) * narrow * narrow / (df + narrow * narrow) - 1;
        scales[horizonIndex] = moved(scales[horizonIndex], step * SCALE_RATE * gradient, SCALE_BOUND);
    }

    /** A mapped forecast is no t any more: the gradient is that of the Gaussian log score of its normal score. */
    private void rescaleMapped(int horizonIndex, double step, double pit) {
        double score = Math.clamp(NORMAL.inverseCumulativeProbability(pit), -MOST_SCORE, MOST_SCORE);
        scales[horizonIndex] = moved(scales[horizonIndex], step * SCALE_RATE * (score * score - 1) / 2, SCALE_BOUND);
    }

    /** Remembers a forecast made at this bar, in the place of the one just realised. */
    void remember(int horizonIndex, long bars, Pending forecast) {
        pending[horizonIndex][(int) (bars % horizons.get(horizonIndex))] = forecast;
    }

    private static double moved(double value, double by, double bound) {
        return Math.clamp(value + by, -bound, bound);
    }
}
