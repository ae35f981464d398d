package io.credence.forecasting.model.bayesian.hybrid;

import io.credence.bnn.head.HeadDensity;
import io.credence.bnn.head.HeadMethods;
import io.credence.bnn.head.HeadRows;
import io.credence.bnn.head.HeadShape;
import io.credence.bnn.likelihood.Baseline;
import io.credence.forecasting.model.univariate.Estimate;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateFit;
import io.credence.forecasting.model.volatility.VolatilityFit;
import java.util.Arrays;

/** A {@link HybridVolatility} on a history: the recursion's fit, the trained network, and draws of its last layer. */
public final class HybridFit implements UnivariateFit {

    /** The last rows that the network learns from: ten years of days. */
    private static final int MEMORY = 2500;

    /** Before it the averages have not forgotten how they began. */
    private static final int WARM_UP = 66;

    private static final int DRAWS = 50;

    /** Deviations of the last layer's weights and biases, and the degrees of freedom's prior, raw: the mode is some 6. */
    private static final double WEIGHT = 0.1;

    private static final double BIAS = 0.2;
    private static final double RAW_FREEDOM = 4;

    private final HybridVolatility model;
    private final VolatilityFit recursion;
    private final ResidualNetwork network;
    private final Rows rows;
    private final double[][] draws;

    private HybridFit(
            HybridVolatility model, VolatilityFit recursion, ResidualNetwork network, Rows rows, double[][] draws) {
        this.model = model;
        this.recursion = recursion;
        this.network = network;
        this.rows = rows;
        this.draws = draws;
    }

    /** @param start the network to train from */
    static HybridFit of(HybridVolatility model, ReturnHistory history, VolatilityFit recursion, ResidualNetwork start) {
        Rows rows = Rows.of(history, recursion);
        ResidualNetwork network = start.trained(rows.scaled(), rows.residuals());
        HeadRows head = rows.head(network);
        HeadShape shape = head.shape();
        HeadDensity target = HeadDensity.of(head, shape.prior(WEIGHT, BIAS, RAW_FREEDOM, 1));
        double[][] draws = HeadMethods.catalogue()
                .get(model.posterior())
                .fit(target, model.key().child(2))
                .draw(DRAWS, model.key().child(3));
        return new HybridFit(model, recursion, network, rows, draws);
    }

    /**
     * What is learnt from.
     *
     * @param scaled standardised inputs, {@code [rows][inputs]}
     * @param returns in percent
     * @param deviations of each by the recursion
     * @param end inputs after the last row
     */
    record Rows(
            double[][] scaled,
            double[] returns,
            double[] deviations,
            double mean,
            double logit,
            Standard standard,
            ResidualInputs end) {

        static Rows of(ReturnHistory history, VolatilityFit recursion) {
            int from = Math.max(WARM_UP, history.size() - MEMORY);
            int count = history.size() - from;
            double[][] raw = new double[count][];
            double[] returns = new double[count];
            double[] deviations = new double[count];
            ResidualInputs inputs = new ResidualInputs();
            for (int t = 0; t < history.size(); t++) {
                if (t >= from) {
                    deviations[t - from] = Math.sqrt(recursion.variance(t));
                    raw[t - from] = inputs.at(deviations[t - from]);
                    returns[t - from] = history.returnAt(t);
                }
                inputs.update(history.returnAt(t), history.rangeAt(t));
            }
            Standard standard = Standard.of(raw);
            double zeros = Arrays.stream(returns).filter(r -> r == 0).count() + 0.5;
            return new Rows(
                    Arrays.stream(raw).map(standard::apply).toArray(double[][]::new),
                    returns,
                    deviations,
                    recursion.predictor().forecast(1).mean(),
                    Math.log(zeros / (count + 1 - zeros)),
                    standard,
                    inputs);
        }

        double[] residuals() {
            double[] residuals = new double[returns.length];
            Arrays.setAll(residuals, t -> (returns[t] - mean) / deviations[t]);
            return residuals;
        }

        HeadRows head(ResidualNetwork network) {
            double[][] features = Arrays.stream(scaled)
                    .map(x -> Arrays.copyOf(network.hidden(x), ResidualNetwork.HIDDEN + 1))
                    .toArray(double[][]::new);
            double[][] targets = new double[returns.length][];
            Baseline[][] baselines = new Baseline[returns.length][];
            for (int t = 0; t < returns.length; t++) {
                features[t][ResidualNetwork.HIDDEN] = 1;
                targets[t] = new double[] {returns[t]};
                baselines[t] = new Baseline[] {baseline(deviations[t])};
            }
            return new HeadRows(features, targets, baselines);
        }

        Baseline baseline(double deviation) {
            return new Baseline(mean, deviation, Math.log(deviation), logit, 0);
        }
    }

    /**
     * Of the recursion alone: the last layer's parameters have no names.
     */
    @Override
    public Estimate estimate() {
        return recursion.estimate();
    }

    @Override
    public HybridPredictor predictor() {
        return new HybridPredictor(recursion.predictor(), network, rows, draws);
    }

    /** The network goes on from its weights. */
    @Override
    public HybridFit refit(ReturnHistory history) {
        return of(model, history, recursion.refit(history), network);
    }
}
