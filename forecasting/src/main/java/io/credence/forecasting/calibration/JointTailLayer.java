package io.credence.forecasting.calibration;

import io.credence.forecasting.distribution.ConfidenceLevel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One layer for value at risk and expected shortfall together. On the last n days, with scores {@code (loss - VaR) / ES}:
 *
 * <ul>
 *   <li>value at risk is moved by the conformal order statistic of the scores, shrunk to no move as if {@link #PRIOR_HITS} hits had agreed with
 *       the model: {@code n alpha / (n alpha + 10)} of it;
 *   <li>the gap from there to expected shortfall is the model's own times the mean ratio of realised to forecast excess over the moved
 *       value at risk, shrunk to 1 in the same way.
 * </ul>
 *
 * The second step keeps the pair's identification function at zero given the first (Fissler and Ziegel 2016), and a ratio is positive: shortfall
 * never falls inside value at risk. Shrinkage is why a good model loses little by it: an order statistic at 99 % of a year rests on two or
 * three days.
 */
public final class JointTailLayer implements TailLayer {

    /** What the model's own forecast counts for, in hits. */
    public static final double PRIOR_HITS = 10;

    private final ConfidenceLevel level;
    private final int window;
    private final RollingScores scores;
    private final Deque<Excess> excesses = new ArrayDeque<>();
    private long day;

    private JointTailLayer(ConfidenceLevel level, int window) {
        this.level = level;
        this.window = window;
        this.scores = new RollingScores(window);
    }

    /** Over the last days, as 1000. */
    public static JointTailLayer of(ConfidenceLevel level, int window) {
        return new JointTailLayer(level, window);
    }

    private record Excess(long day, double ratio) {}

    @Override
    public Tail calibrate(Tail forecast) {
        double valueAtRisk = moved(forecast);
        double gap = forecast.expectedShortfall() - forecast.valueAtRisk();
        double ratios = excesses.stream().mapToDouble(Excess::ratio).sum();
        double factor = (PRIOR_HITS + ratios) / (PRIOR_HITS + excesses.size());
        return new Tail(valueAtRisk, valueAtRisk + factor * gap);
    }

    private double moved(Tail forecast) {
        if (scores.size() + 1 < 1 / level.tail()) {
            return forecast.valueAtRisk();
        }
        double hits = scores.size() * level.tail();
        double shift = hits / (hits + PRIOR_HITS) * scores.conformal(level.value());
        return forecast.moved(shift).valueAtRisk();
    }

    @Override
    public void observe(Tail forecast, double loss) {
        double excess = loss - moved(forecast);
        double gap = forecast.expectedShortfall() - forecast.valueAtRisk();
        if (excess > 0 && gap > 0) {
            excesses.addLast(new Excess(day, excess / gap));
        }
        while (!excesses.isEmpty() && excesses.getFirst().day() <= day - window) {
            excesses.removeFirst();
        }
        scores.add(forecast.score(loss));
        day++;
    }
}
