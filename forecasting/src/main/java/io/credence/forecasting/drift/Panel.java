package io.credence.forecasting.drift;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The bets that a monitor splits its unit over, and their shares. A share is a prior on what goes wrong: forecasts that are too
 * narrow are what a risk desk meets most and is hurt by most, so most of the wealth lies there; a bet with a share of 2 % needs 3
 * nats more than one with 40 %, which is what a clear fault gives in a dozen bars.
 *
 * <p>Order and number of panels and bets are part of the stored layout, {@link MonitorCodec#VERSION}.
 */
public enum Panel {
    /** Whether PITs are uniform. */
    UNIFORMITY {
        @Override
        List<Share> shares() {
            return List.of(
                    new Share(0.7, MomentBet.dispersion(1.28)),
                    new Share(0.06, MomentBet.dispersion(1.7)),
                    new Share(0.04, MomentBet.dispersion(0.8)),
                    new Share(0.02, MomentBet.dispersion(0.6)),
                    new Share(0.03, MomentBet.bias(-0.35)),
                    new Share(0.03, MomentBet.bias(0.35)),
                    new Share(0.03, MomentBet.skew(-0.06)),
                    new Share(0.03, MomentBet.skew(0.06)),
                    new Share(0.05, MomentBet.tails(0.015)),
                    new Share(0.01, MomentBet.tails(-0.015)));
        }
    },
    /** The one-sided question of a supervisor: is value at risk exceeded too often? */
    TOO_MANY_HITS {
        @Override
        List<Share> shares() {
            return List.of(
                    new Share(0.25, HitBet.of(0.05, 1.6)),
                    new Share(0.25, HitBet.of(0.05, 2.5)),
                    new Share(0.25, HitBet.of(0.01, 3)),
                    new Share(0.25, HitBet.of(0.001, 8)));
        }
    },
    /** Whether value at risk at 95, 99 and 99.9 % is exceeded as often as it should be: too many hits and too few. */
    HITS {
        @Override
        List<Share> shares() {
            return Stream.concat(TOO_MANY_HITS.shares().stream(), tooFew())
                    .map(share -> new Share(share.of() / 1.2, share.bet()))
                    .toList();
        }

        private Stream<Share> tooFew() {
            return Stream.of(new Share(0.15, HitBet.of(0.05, 0.5)), new Share(0.05, HitBet.of(0.01, 0.3)));
        }
    },
    /** Whether expected shortfall is enough: the e-backtest. */
    SHORTFALL {
        @Override
        List<Share> shares() {
            return List.of(
                    new Share(0.3, new ShortfallBet(0.01)),
                    new Share(0.3, new ShortfallBet(0.03)),
                    new Share(0.4, new ShortfallBet(0)));
        }
    },
    /** Whether PITs are independent of those before. */
    INDEPENDENCE {
        @Override
        List<Share> shares() {
            return List.of(
                    new Share(0.35, SequenceBet.dependence(0.25)),
                    new Share(0.25, SequenceBet.dependence(-0.25)),
                    new Share(0.4, SequenceBet.clustering(1.3)));
        }
    },
    /** All of them: the weighted average of their e-values. */
    COMBINED {
        @Override
        List<Share> shares() {
            return Stream.of(
                            scaled(UNIFORMITY, 0.8),
                            scaled(HITS, 0.08),
                            scaled(SHORTFALL, 0.04),
                            scaled(INDEPENDENCE, 0.08))
                    .flatMap(shares -> shares)
                    .toList();
        }

        private static Stream<Share> scaled(Panel panel, double weight) {
            return panel.shares().stream().map(share -> new Share(weight * share.of(), share.bet()));
        }
    };

    /** A bet and what it gets of the unit. */
    record Share(double of, Bet bet) {}

    private final Bet[] bets;
    private final double[] logShares;

    Panel() {
        List<Share> shares = shares();
        bets = shares.stream().map(Share::bet).toArray(Bet[]::new);
        logShares = shares.stream().mapToDouble(share -> Math.log(share.of())).toArray();
    }

    /** They sum to one. */
    abstract List<Share> shares();

    int size() {
        return bets.length;
    }

    Bet bet(int i) {
        return bets[i];
    }

    double logShare(int i) {
        return logShares[i];
    }

    /** Whether its bets look back. */
    boolean remembers() {
        return this == SHORTFALL || this == INDEPENDENCE || this == COMBINED;
    }

    double[] tolerated(Signal signal, Memory memory) {
        return each(bet -> bet.tolerated(signal, memory));
    }

    double[] exact(Signal signal, Memory memory) {
        return each(bet -> bet.exact(signal, memory));
    }

    double[] statistics(Signal signal, Memory memory) {
        return each(bet -> bet.statistic(signal, memory));
    }

    private double[] each(ToDoubleFunction<Bet> value) {
        double[] values = new double[bets.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsDouble(bets[i]);
        }
        return values;
    }
}
