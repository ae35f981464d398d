package io.credence.forecasting.evaluation;

/**
 * A test by betting that one forecaster is better than another, which may be looked at after every outcome. Each outcome brings an
 * advantage {@code d} in [-1, 1], as {@code (s1 - s2) / (s1 + s2)} of two scores that are losses, positive where the second forecaster did
 * better. Under the null that its mean given the past is never above 0, the wealth
 *
 * <p>{@code e = mean over b of prod (1 + b d)}, with stakes b = 1/128, 1/64, ..., 1/2,
 *
 * <p>is a supermartingale that starts at 1, so by Ville's inequality it ever reaches 1/alpha with a probability of at most alpha. Small
 * stakes find small advantages amid much noise. The null is of the mean of relative advantages and not of differences: a score without a
 * bound has no bounded bet (Choe and Ramdas 2023, "Comparing sequential forecasters"; Waudby-Smith and Ramdas 2024, "Estimating means of
 * bounded random variables by betting"). An immutable value.
 */
public final class SequentialAdvantage {

    private static final int STAKES = 7;

    private static final SequentialAdvantage START = new SequentialAdvantage(0, new double[STAKES]);

    private final int count;
    private final double[] logWealth;

    private SequentialAdvantage(int count, double[] logWealth) {
        this.count = count;
        this.logWealth = logWealth;
    }

    /** Before the first outcome: an e-value of 1. */
    public static SequentialAdvantage start() {
        return START;
    }

    /**
     * The state after one more outcome.
     *
     * @param advantage in [-1, 1], positive where the second forecaster was better
     */
    public SequentialAdvantage next(double advantage) {
        if (!(advantage >= -1 && advantage <= 1)) {
            throw new IllegalArgumentException("advantage is " + advantage
                    + "; it must be -1 to 1. Maybe divide the difference of the scores by their sum.");
        }
        double[] next = logWealth.clone();
        for (int i = 0; i < STAKES; i++) {
            next[i] += Math.log1p(Math.scalb(advantage, -1 - i));
        }
        return new SequentialAdvantage(count + 1, next);
    }

    /** How many outcomes it has seen. */
    public int count() {
        return count;
    }

    /** The evidence that the second forecaster is better; 1 says nothing. */
    public double eValue() {
        double sum = 0;
        for (double log : logWealth) {
            sum += Math.exp(log) / STAKES;
        }
        return sum;
    }

    /**
     * The evidence that the k-th of many such tests asks for: {@code pi^2 k^2 / (6 alpha)}, so that all of them together go wrong with a
     * probability of at most alpha.
     *
     * @param k 1 for the first
     * @param alpha between 0 and 1
     */
    public static double threshold(int k, double alpha) {
        if (k < 1 || !(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException(
                    "test " + k + " at level " + alpha + "; the first test is 1 and the level lies between 0 and 1");
        }
        return Math.PI * k * Math.PI * k / (6 * alpha);
    }
}
