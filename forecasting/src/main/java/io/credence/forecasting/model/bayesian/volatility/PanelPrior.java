package io.credence.forecasting.model.bayesian.volatility;

import java.util.Arrays;
import java.util.List;

/**
 * What other instruments say of an instrument's coordinates before its own returns are seen: each coordinate of each instrument is
 * {@code u_j ~ N(m, t^2)}, {@code m ~ N(m_0, d_0^2)}, with t^2 as if {@value #PSEUDO} more instruments had been seen to lie d_0 from m. EM on the
 * instruments' {@link LikelihoodSummary Gaussian summaries} is in closed form (Dempster, Laird and Rubin 1977; partial pooling as in
 * Gelman and Hill 2007). The new instrument's prior is {@code N(m, t^2 + var m)}, no wider than the general one.
 */
final class PanelPrior {

    private static final double PSEUDO = 2;

    private static final int ROUNDS = 30;

    private final VolatilityPrior general;
    private final List<LikelihoodSummary> instruments;
    private final double[] mean;
    private final double[] variance;

    private PanelPrior(VolatilityPrior general, List<LikelihoodSummary> instruments) {
        this.general = general;
        this.instruments = instruments;
        this.mean = general.mean().clone();
        this.variance = Arrays.stream(general.deviation()).map(d -> d * d).toArray();
    }

    /**
     * @param general m_0 and d_0
     * @param instruments the others; where there are none the general prior comes back
     */
    static VolatilityPrior of(VolatilityPrior general, List<LikelihoodSummary> instruments) {
        PanelPrior prior = new PanelPrior(general, instruments);
        for (int round = 0; round < ROUNDS; round++) {
            prior.step();
        }
        return prior.ofAnother();
    }

    private List<LikelihoodSummary.Moments> moments() {
        return instruments.stream().map(each -> each.under(mean, variance)).toList();
    }

    private void step() {
        List<LikelihoodSummary.Moments> moments = moments();
        for (int k = 0; k < mean.length; k++) {
            step(k, moments);
        }
    }

    private void step(int parameter, List<LikelihoodSummary.Moments> moments) {
        double within = general(parameter);
        double sum = 0;
        int known = known(parameter);
        for (int j = 0; j < moments.size(); j++) {
            sum += instruments.get(j).knows(parameter) ? moments.get(j).mean()[parameter] : 0;
        }
        double precision = known / variance[parameter] + 1 / within;
        mean[parameter] = (sum / variance[parameter] + general.mean()[parameter] / within) / precision;
        double squares = PSEUDO * within;
        for (int j = 0; j < moments.size(); j++) {
            double off = moments.get(j).mean()[parameter] - mean[parameter];
            squares += instruments.get(j).knows(parameter)
                    ? off * off + moments.get(j).variance()[parameter]
                    : 0;
        }
        variance[parameter] = Math.min(within, squares / (known + PSEUDO));
    }

    private int known(int parameter) {
        return (int) instruments.stream().filter(each -> each.knows(parameter)).count();
    }

    private double general(int parameter) {
        return general.deviation()[parameter] * general.deviation()[parameter];
    }

    private VolatilityPrior ofAnother() {
        List<LikelihoodSummary.Moments> moments = moments();
        double[] deviation = new double[mean.length];
        for (int k = 0; k < mean.length; k++) {
            deviation[k] = Math.sqrt(Math.min(general(k), variance[k] + varianceOfMean(k, moments)));
        }
        return new VolatilityPrior(mean, deviation);
    }

    /** An instrument tells of m by its own estimate, {@code 1 / v = 1 / t^2 + 1 / e} with e the variance of that, so that it weighs 1 / (t^2 + e). */
    private double varianceOfMean(int parameter, List<LikelihoodSummary.Moments> moments) {
        double precision = 1 / general(parameter);
        double between = variance[parameter];
        for (int j = 0; j < moments.size(); j++) {
            double own = moments.get(j).variance()[parameter];
            precision += instruments.get(j).knows(parameter) ? Math.max(0, (between - own) / (between * between)) : 0;
        }
        return 1 / precision;
    }
}
