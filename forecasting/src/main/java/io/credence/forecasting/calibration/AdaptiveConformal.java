package io.credence.forecasting.calibration;

import io.credence.forecasting.distribution.ConfidenceLevel;

/**
 * Adaptive conformal inference (Gibbs and Candes 2021): the tail probability asked of the rolling scores is itself corrected by what happened,
 * {@code a_{t+1} = a_t + gamma (alpha - hit_t)}, so that the long-run share of hits is alpha on any sequence: after T days it is off by no
 * more than {@code (1 + gamma) / (gamma T)}.
 */
public final class AdaptiveConformal implements TailLayer {

    private final ConfidenceLevel level;
    private final double gamma;
    private final RollingScores scores;
    private double tail;

    private AdaptiveConformal(ConfidenceLevel level, int window, double gamma) {
        this.level = level;
        this.gamma = gamma;
        this.scores = new RollingScores(window);
        this.tail = level.tail();
    }

    /**
     * @param window of scores, as 500
     * @param gamma the step, over 0 and under 1, as 0.005
     */
    public static AdaptiveConformal of(ConfidenceLevel level, int window, double gamma) {
        if (!(gamma > 0 && gamma < 1)) {
            throw new IllegalArgumentException("gamma is " + gamma + "; it must lie between 0 and 1, as in 0.005");
        }
        return new AdaptiveConformal(level, window, gamma);
    }

    @Override
    public Tail calibrate(Tail forecast) {
        return scores.size() + 1 < 1 / level.tail() ? forecast : forecast.moved(shift());
    }

    /** A probability of no more than 0 asks for a loss that is never exceeded: ever further out, the longer it stays so. */
    private double shift() {
        double largest = scores.orderStatistic(scores.size());
        double smallest = scores.orderStatistic(1);
        if (tail <= 0) {
            return largest + (largest - smallest) * (1 - tail / gamma);
        }
        return tail >= 1 ? smallest - (largest - smallest) : scores.conformal(1 - tail);
    }

    @Override
    public void observe(Tail forecast, double loss) {
        boolean hit = loss > calibrate(forecast).valueAtRisk();
        tail += gamma * (level.tail() - (hit ? 1 : 0));
        scores.add(forecast.score(loss));
    }
}
