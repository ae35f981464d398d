package io.credence.forecasting.scoring;

/**
 * The elementary scores, of which every consistent score is a mixture. A forecast whose mean elementary score is lower at all
 * thresholds is better under every consistent score.
 *
 * <p>Of a quantile: Ehm, Gneiting, Jordan and Krueger (2016), equation 9. Of value at risk and expected shortfall together: Ziegel,
 * Krueger, Jordan and Fasciati (2020), whose family for shortfall is indexed by a threshold of the shortfall.
 */
public final class ElementaryScore {

    private ElementaryScore() {}

    /**
     * {@code (1{y < q} - p) (1{t < q} - 1{t < y})}: what is lost by one who bets on a return under the threshold as the quantile says.
     *
     * @return at least 0, at most 1
     */
    public static double ofQuantile(double threshold, double probability, double quantile, double realised) {
        if (quantile <= threshold && threshold < realised) {
            return probability;
        }
        return realised <= threshold && threshold < quantile ? 1 - probability : 0;
    }

    /**
     * {@code 1{t <= e} (1{y <= v} (v - y) / alpha - (v - t)) + 1{t <= y} (y - t)}, with v and e the negated value at risk and
     * expected shortfall.
     *
     * @param threshold a return
     * @return at least 0 up to a term that depends on the realised return alone
     */
    public static double ofShortfall(
            double threshold, double tail, double valueAtRisk, double expectedShortfall, double realised) {
        double v = -valueAtRisk;
        double e = -expectedShortfall;
        double hit = realised <= v ? (v - realised) / tail : 0;
        double forecast = threshold <= e ? hit - (v - threshold) : 0;
        double outcome = threshold <= realised ? realised - threshold : 0;
        return forecast + outcome;
    }
}
