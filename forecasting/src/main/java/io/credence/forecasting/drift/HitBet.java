package io.credence.forecasting.drift;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * A bet on how often losses exceed value at risk: the likelihood ratio of k a against the nearest tolerated rate. The ratio is monotone in
 * the hit, so its mean is at most 1 for every tolerated rate on that side.
 *
 * @param tail the nominal rate a
 * @param rate the rate k a bet on
 */
record HitBet(double tail, double rate, double logHit, double logMiss, double exactLogHit, double exactLogMiss)
        implements Bet {

    /**
     * @param times k; over 1 bets on too many hits, under 1 on too few
     */
    static HitBet of(double tail, double times) {
        double rate = tail * times;
        double nearest = times > 1 ? Tolerance.mostHits(tail) : Tolerance.fewestHits(tail);
        return new HitBet(
                tail,
                rate,
                Math.log(rate / nearest),
                Math.log1p(-rate) - Math.log1p(-nearest),
                Math.log(times),
                Math.log1p(-rate) - Math.log1p(-tail));
    }

    private boolean isHit(Signal signal) {
        return signal.pit() < tail;
    }

    @Override
    public Fault fault() {
        return Fault.HITS;
    }

    @Override
    public double tolerated(Signal signal, Memory memory) {
        return isHit(signal) ? logHit : logMiss;
    }

    @Override
    public double exact(Signal signal, Memory memory) {
        return isHit(signal) ? exactLogHit : exactLogMiss;
    }

    @Override
    public double statistic(Signal signal, Memory memory) {
        return isHit(signal) ? 1 : 0;
    }

    @Override
    public double calibratedMean() {
        return tail;
    }

    @Override
    public String describe(double mean) {
        return String.format(
                Locale.ROOT,
                "hits: %.2f %% of losses exceeded the value at risk at %s %%, where %s %% were forecast to",
                100 * mean,
                percent(1 - tail),
                percent(tail));
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(Math.round(1e4 * share), 2)
                .stripTrailingZeros()
                .toPlainString();
    }
}
