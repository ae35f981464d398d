package io.credence.forecasting.drift.cause;

import io.credence.forecasting.drift.Observation;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What forecasts of one instrument and horizon say of themselves, beside how wide their outcomes are of late. An immutable value of constant
 * size: {@link #next} takes one more forecast and its outcome.
 */
public final class Symptoms {

    /** Nothing seen. */
    public static final Symptoms NONE = new Symptoms(Move.NONE, Move.NONE, 1);

    /** The market is wilder from 2.5 times its usual standard deviation on, which an hour's burst seldom is, until it is back under 1.5 times. */
    private static final double WILDER = 2.5;

    private static final double CALMER = 1.5;

    /** The model is unsure from three times its usual share of epistemic variance on, until it is back under twice. */
    private static final double UNSURE = 3;

    private static final double SURER = 2;

    private static final byte VERSION = 1;
    private static final double SPREAD = 1 / 30.0;
    private static final double BOUND = 4;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final Move aleatoric;
    private final Move epistemic;
    private final double spread;

    private Symptoms(Move aleatoric, Move epistemic, double spread) {
        this.aleatoric = aleatoric;
        this.epistemic = epistemic;
        this.spread = spread;
    }

    /**
     * After one more forecast.
     *
     * @param aleatoricVariance of the return, above 0
     * @param epistemicVariance of its mean and scale under the posterior, at least 0
     * @param outcome its time and PIT
     */
    public Symptoms next(double aleatoricVariance, double epistemicVariance, Observation outcome) {
        if (!(aleatoricVariance > 0
                && epistemicVariance >= 0
                && Double.isFinite(aleatoricVariance + epistemicVariance))) {
            throw new IllegalArgumentException("aleatoric variance is " + aleatoricVariance + " and epistemic "
                    + epistemicVariance + "; they must be finite, above 0 and at least 0."
                    + " Maybe the forecast failed: leave the bar out");
        }
        Instant at = outcome.at();
        double score = Math.clamp(NORMAL.inverseCumulativeProbability(outcome.pit()), -BOUND, BOUND);
        return new Symptoms(
                aleatoric.next(Math.sqrt(aleatoricVariance), WILDER, CALMER, at),
                epistemic.next(epistemicVariance / aleatoricVariance, UNSURE, SURER, at),
                spread + SPREAD * (score * score - spread));
    }

    /** The market's standard deviation as forecast, over its usual one. */
    public double aleatoricRatio() {
        return aleatoric.ratio();
    }

    /** Epistemic over aleatoric variance, over what is usual. */
    public double epistemicRatio() {
        return epistemic.ratio();
    }

    /** How many times as wide as forecast the last thirty or so outcomes are. */
    public double recentSpread() {
        return Math.sqrt(spread);
    }

    /** Since when the market is wilder; empty while it is not. */
    public Optional<Instant> wilderSince() {
        return aleatoric.movedSince();
    }

    /** Since when the model is unsure; empty while it is not. */
    public Optional<Instant> unsureSince() {
        return epistemic.movedSince();
    }

    /** The state as versioned bytes. */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(1 + 2 * Move.BYTES + Double.BYTES).put(VERSION);
        aleatoric.write(out);
        epistemic.write(out);
        return out.putDouble(spread).array();
    }

    /**
     * Goes on from what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are of another layout, or cut
     */
    public static Symptoms decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("symptoms have layout " + version + "; this code reads " + VERSION
                        + ". Maybe another release wrote them: start anew");
            }
            return new Symptoms(Move.read(in), Move.read(in), in.getDouble());
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(
                    "symptoms end early, after " + bytes.length + " bytes. Maybe they were cut: start anew", e);
        }
    }
}
