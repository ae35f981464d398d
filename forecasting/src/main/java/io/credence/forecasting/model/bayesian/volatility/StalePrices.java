package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.MixtureReturn;
import io.credence.forecasting.distribution.StaleReturn;
import io.credence.forecasting.model.univariate.ReturnHistory;
import java.util.SplittableRandom;

/**
 * A hurdle before a return (Cragg 1971): with a probability the price is not renewed and the return is exactly zero, whatever the volatility.
 * The probability has the posterior mean {@code (zeros + 1/2) / (returns + 1)} of Jeffreys' prior. Where zeros are no more than rounding to
 * ticks makes there is no hurdle. Mutable.
 */
final class StalePrices {

    /** Fewer zeros than this share are rounding. */
    private static final double LEAST = 0.02;

    private static final long SEED = 0x5EED_57A1EL;

    private final boolean frequent;
    private double zeros;
    private double returns;

    private StalePrices(boolean frequent, double zeros, double returns) {
        this.frequent = frequent;
        this.zeros = zeros;
        this.returns = returns;
    }

    /**
     * @param fewest returns other than zero that must remain for there to be a hurdle
     */
    static StalePrices of(ReturnHistory history, int fewest) {
        int moved = history.where(StalePrices::isMove).size();
        int zeros = history.size() - moved;
        return new StalePrices(zeros >= LEAST * history.size() && zeros > 0 && moved >= fewest, zeros, history.size());
    }

    static boolean isMove(double returnPercent) {
        return returnPercent != 0;
    }

    /** What the law of a price that moved is learnt from. */
    ReturnHistory moved(ReturnHistory history) {
        return frequent ? history.where(StalePrices::isMove) : history;
    }

    StalePrices copy() {
        return new StalePrices(frequent, zeros, returns);
    }

    /** Whether a return tells nothing of volatility; the hurdle learns from it in any case. */
    boolean isStale(double returnPercent) {
        zeros += isMove(returnPercent) ? 0 : 1;
        returns++;
        return frequent && !isMove(returnPercent);
    }

    private double unchanged() {
        return (zeros + 0.5) / (returns + 1);
    }

    /** The probability that the next price is not renewed; zero without a hurdle. */
    double share() {
        return frequent ? unchanged() : 0;
    }

    /** The law of the next return from that of one that moves. */
    ForecastDistribution law(MixtureReturn moved) {
        return frequent ? new StaleReturn(moved, unchanged()) : moved;
    }

    /** For simulated paths, whether a price is renewed: the same sequence at each call. */
    Renewal renewal() {
        if (!frequent) {
            return () -> true;
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double probability = unchanged();
        return () -> random.nextDouble() >= probability;
    }

    /** Tells of one step of one path after another. */
    @FunctionalInterface
    interface Renewal {

        boolean next();
    }
}
