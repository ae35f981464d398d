package io.credence.forecasting.drift;

import java.util.Locale;

/**
 * A bet on the independence of PITs: the past picks which {@link MomentBet} is made, or none. Any choice made before the outcome is as
 * fair as the bets chosen from. Dependence bets on the side of the last score, clustering on more spread after spread and less after calm.
 *
 * @param fault dependence or clustering
 * @param high the bet after a high score, or after spread
 * @param low the bet after a low score, or after calm
 */
record SequenceBet(Fault fault, MomentBet high, MomentBet low) implements Bet {

    private static final double FAR = 0.5;
    private static final double WIDE = 1.4;
    private static final double CALM = 0.6;

    /**
     * @param mean of a score after a high one; negative for reversal
     */
    static SequenceBet dependence(double mean) {
        return new SequenceBet(Fault.DEPENDENCE, MomentBet.bias(mean), MomentBet.bias(-mean));
    }

    /** Of a scale after spread, and its inverse after calm. */
    static SequenceBet clustering(double scale) {
        return new SequenceBet(Fault.CLUSTERING, MomentBet.dispersion(scale), MomentBet.dispersion(1 / scale));
    }

    @Override
    public double tolerated(Signal signal, Memory memory) {
        return switch (side(memory)) {
            case 1 -> high.tolerated(signal, memory);
            case -1 -> low.tolerated(signal, memory);
            default -> 0;
        };
    }

    @Override
    public double exact(Signal signal, Memory memory) {
        return switch (side(memory)) {
            case 1 -> high.exact(signal, memory);
            case -1 -> low.exact(signal, memory);
            default -> 0;
        };
    }

    private int side(Memory memory) {
        if (fault == Fault.DEPENDENCE) {
            return Math.abs(memory.score()) < FAR ? 0 : (int) Math.signum(memory.score());
        }
        return memory.spread() > WIDE ? 1 : memory.spread() < CALM ? -1 : 0;
    }

    @Override
    public double statistic(Signal signal, Memory memory) {
        double now = signal.score();
        double before = memory.score();
        return fault == Fault.DEPENDENCE ? now * before : (now * now - 1) * (before * before - 1) / 2;
    }

    @Override
    public double calibratedMean() {
        return 0;
    }

    @Override
    public String describe(double mean) {
        String what = fault == Fault.DEPENDENCE
                ? "dependence: the last outcome tells the next"
                : "clustering: surprises follow surprises";
        return String.format(Locale.ROOT, "%s, correlation %.2f", what, mean);
    }
}
