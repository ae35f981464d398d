package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.distribution.StandardLaw;
import io.credence.forecasting.model.bayesian.stochastic.LatentFit;
import io.credence.forecasting.model.univariate.ReturnHistory;

/**
 * The posteriors of the two recursions of a {@link PooledVolatility}.
 *
 * @param news of the range-fed GJR
 * @param averages of the three exponential averages
 */
record RecursionPair(BayesianVolatilityFit news, BayesianVolatilityFit averages) {

    RecursionPair refit(BayesianVolatility ofNews, BayesianVolatility ofAverages, ReturnHistory history) {
        return new RecursionPair(news.refit(ofNews, history), averages.refit(ofAverages, history));
    }

    /**
     * The log probability density of the last returns by the pool, in nats: that of its members' modes, less the mean of what each member's own evidence
     * loses to its parameters.
     */
    double logEvidence(ReturnHistory history) {
        double[] first = news.modeVariances();
        double[] second = averages.modeVariances();
        StandardLaw law = news.modeState().law();
        double mean = (news.modeState().mean() + averages.modeState().mean()) / 2;
        double sum = -(news.complexity() + averages.complexity()) / 2;
        for (int t = Math.max(0, history.size() - LatentFit.MEMORY); t < history.size(); t++) {
            double deviation = Math.pow(first[t] * second[t], 0.25);
            sum += law.logDensity((history.returnAt(t) - mean) / deviation) - Math.log(deviation);
        }
        return sum;
    }
}
