package io.credence.forecasting.feature;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import java.time.ZoneOffset;

/** Turns a stream's state after a bar into a row. */
final class FeatureWriter {

    /** The standard deviation of rounding to a tick: that of a uniform variable of its width. */
    private static final double ROUNDING = 1 / Math.sqrt(12);

    /** Log ratios end here: a volatility e^4 times the reference says no more than one e^5 times it. */
    private static final double LOG_BOUND = 4;

    /** Keeps the share of unchanged bars off 0 and 1 as one bar of each kind in 50 would. */
    private static final double SHARE_PRIOR = 0.01;

    private static final double REVERSAL_PRIOR = 120;
    private static final double STEEPEST = 0.6;

    private final FeatureStream stream;
    private final Bar bar;
    private final double tick;
    private final double volatility;

    FeatureWriter(FeatureStream stream, Instrument instrument, Bar bar) {
        this.stream = stream;
        this.bar = bar;
        this.tick = 100 * instrument.tickSize() / bar.close();
        this.volatility = Math.max(blend(), tick * ROUNDING);
    }

    /** The reference: see {@link FeatureRow#volatility}. */
    double volatility() {
        return volatility;
    }

    FeatureRow row() {
        float[] values = new float[Feature.COUNT];
        for (Feature feature : Feature.values()) {
            values[feature.ordinal()] = (float) value(feature);
        }
        double share = stream.mean(RunningMean.UNCHANGED_120);
        return new FeatureRow(values, volatility, reversal(), SHARE_PRIOR + (1 - 2 * SHARE_PRIOR) * share, tick);
    }

    /** Weak at first: the regression counts as if it had seen some bars without any reversal. */
    private double reversal() {
        double trust = stream.count() / (stream.count() + REVERSAL_PRIOR);
        double square = stream.mean(RunningMean.REVERSAL_SQUARE_180);
        double slope = square > 0 ? stream.mean(RunningMean.REVERSAL_PRODUCT_180) / square : 0;
        return trust
                * Math.clamp(slope, -STEEPEST, STEEPEST)
                * FeatureStream.bounded(change(0, 1) / volatility)
                * volatility;
    }

    /** A heterogeneous autoregression of variances with fixed weights (Corsi 2009 has the idea): fast, middle, slow. */
    private double blend() {
        double fast = stream.mean(RunningMean.SQUARE_15);
        double middle = stream.mean(RunningMean.SQUARE_60);
        double slow = stream.mean(RunningMean.SQUARE_180);
        return Math.sqrt(0.5 * fast + 0.3 * middle + 0.2 * slow);
    }

    private double value(Feature feature) {
        return switch (feature) {
            case RETURN_1 -> standardised(change(0, 1), 1);
            case RETURN_5 -> standardised(change(0, 5), 5);
            case RETURN_15 -> standardised(change(0, 15), 15);
            case RETURN_60 -> standardised(change(0, 60), 60);
            case PREVIOUS_RETURN -> standardised(change(1, 2), 1);
            case FROM_MEAN_5 -> standardised(distance(RunningMean.LOG_CLOSE_5), 5);
            case FROM_MEAN_30 -> standardised(distance(RunningMean.LOG_CLOSE_30), 30);
            case VOLATILITY_4 -> ratioOfRoot(RunningMean.SQUARE_4);
            case VOLATILITY_15 -> ratioOfRoot(RunningMean.SQUARE_15);
            case VOLATILITY_60 -> ratioOfRoot(RunningMean.SQUARE_60);
            case VOLATILITY_180 -> ratioOfRoot(RunningMean.SQUARE_180);
            case ABSOLUTE_15 -> ratio(stream.mean(RunningMean.ABSOLUTE_15));
            case ABSOLUTE_60 -> ratio(stream.mean(RunningMean.ABSOLUTE_60));
            case PARKINSON_10 -> ratioOfRoot(RunningMean.PARKINSON_10);
            case PARKINSON_60 -> ratioOfRoot(RunningMean.PARKINSON_60);
            case ROGERS_SATCHELL_10 -> ratioOfRoot(RunningMean.ROGERS_SATCHELL_10);
            case ABSOLUTE_RETURN -> Math.abs(standardised(change(0, 1), 1));
            case RANGE -> standardised(100 * Math.log(bar.high() / bar.low()), 1);
            case UNCHANGED_15 -> stream.mean(RunningMean.UNCHANGED_15);
            case UNCHANGED_120 -> stream.mean(RunningMean.UNCHANGED_120);
            case EMPTY_30 -> stream.mean(RunningMean.EMPTY_30);
            case IS_UNCHANGED -> bar.close() == stream.close(1) ? 1 : 0;
            case IS_EMPTY -> bar.isEmpty() ? 1 : 0;
            case TICKS -> bounded(Math.log((1 + bar.ticks()) / (1 + stream.mean(RunningMean.TICKS_60))));
            case VOLUME -> relativeVolume();
            case CLOSE_IN_RANGE -> closeInRange();
            case TICK_SIZE -> ratio(tick);
            case DAY_SINE -> Math.sin(2 * Math.PI * timeOfDay());
            case DAY_COSINE -> Math.cos(2 * Math.PI * timeOfDay());
        };
    }

    /** The log return in percent from the close {@code from} bars ago to the one {@code to} bars ago. */
    private double change(int to, int from) {
        return 100 * Math.log(stream.close(to) / stream.close(from));
    }

    private double distance(RunningMean mean) {
        return 100 * (Math.log(bar.close()) - stream.mean(mean));
    }

    private double standardised(double percent, int bars) {
        double units = percent / (volatility * Math.sqrt(bars));
        return Math.copySign(Math.log(Math.abs(units) + Math.hypot(units, 1)), units);
    }

    private double ratioOfRoot(RunningMean variance) {
        return ratio(Math.sqrt(Math.max(stream.mean(variance), 0)));
    }

    private double ratio(double percent) {
        return bounded(Math.log(Math.max(percent, tick * ROUNDING) / volatility));
    }

    private double relativeVolume() {
        double mean = stream.mean(RunningMean.VOLUME_60);
        return mean > 0 ? bounded(Math.log1p(bar.volume() / mean)) : 0;
    }

    private double closeInRange() {
        double range = bar.high() - bar.low();
        return range > 0 ? (2 * bar.close() - bar.high() - bar.low()) / range : 0;
    }

    private double timeOfDay() {
        return bar.end().atOffset(ZoneOffset.UTC).toLocalTime().toNanoOfDay() / 86_400e9;
    }

    private static double bounded(double log) {
        return Math.clamp(log, -LOG_BOUND, LOG_BOUND);
    }
}
