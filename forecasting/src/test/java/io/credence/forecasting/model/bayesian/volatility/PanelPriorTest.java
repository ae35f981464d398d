package io.credence.forecasting.model.bayesian.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.model.univariate.SimulatedReturns;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PanelPriorTest {

    private static final VolatilityPrior GENERAL = new VolatilityPrior(new double[] {0.5}, new double[] {2});

    /** An instrument whose coordinate is known as N(value, 1 / precision). */
    private static LikelihoodSummary seen(double value, double precision) {
        return new LikelihoodSummary(new double[][] {{precision}}, new double[] {precision * value});
    }

    /** Where coordinates are known exactly both moments solve their equations in closed form. */
    @Test
    void exactCoordinatesGiveTheirOwnMoments() {
        double[] values = {1, 2, 3, 2.5};
        VolatilityPrior prior = PanelPrior.of(
                GENERAL,
                DoubleStream.of(values).mapToObj(value -> seen(value, 1e9)).toList());
        double mean = prior.mean()[0];
        double squares =
                DoubleStream.of(values).map(u -> (u - mean) * (u - mean)).sum();
        double between = (squares + 2 * 4) / (values.length + 2);
        double precision = values.length / between + 1 / 4.0;
        assertThat(mean).isCloseTo((DoubleStream.of(values).sum() / between + 0.5 / 4) / precision, within(1e-6));
        assertThat(prior.deviation()[0]).isCloseTo(Math.sqrt(between + 1 / precision), within(1e-6));
    }

    /** Noisy estimates weigh 1 / (t^2 + e): the exact one draws the mean. */
    @Test
    void anInstrumentWeighsWhatItKnows() {
        VolatilityPrior prior = PanelPrior.of(GENERAL, List.of(seen(2, 1e6), seen(-2, 0.05)));
        assertThat(prior.mean()[0]).isGreaterThan(0.8);
    }

    @Test
    void nothingSeenIsTheGeneralPrior() {
        assertThat(PanelPrior.of(GENERAL, List.of()).mean()).containsExactly(GENERAL.mean(), within(1e-9));
        VolatilityPrior prior = PanelPrior.of(GENERAL, List.of(seen(0, 0), seen(0, 0)));
        assertThat(prior.mean()).containsExactly(GENERAL.mean(), within(1e-9));
        assertThat(prior.deviation()).containsExactly(GENERAL.deviation(), within(1e-9));
    }

    /** Many that agree leave little doubt; it is never more than the general prior's. */
    @Test
    void agreementNarrows() {
        List<LikelihoodSummary> alike =
                IntStream.range(0, 60).mapToObj(i -> seen(1.5, 400)).toList();
        List<LikelihoodSummary> apart = IntStream.range(0, 60)
                .mapToObj(i -> seen(i % 2 == 0 ? -9 : 9, 400))
                .toList();
        assertThat(PanelPrior.of(GENERAL, alike).deviation()[0]).isBetween(0.3, 0.5);
        assertThat(PanelPrior.of(GENERAL, apart).deviation()[0]).isLessThanOrEqualTo(2);
    }

    /** A summary is of the likelihood alone: under the prior it was found with the mode is the mode. */
    @Test
    void aSummaryAndItsPriorGiveTheModeBack() {
        for (Family family : Family.values()) {
            BayesianVolatility model = BayesianVolatility.with(BayesianVolatility.Options.of(family));
            LikelihoodSummary summary = LikelihoodSummary.of(family, SimulatedReturns.gjr(900, 3));
            VolatilityPrior prior = family.prior();
            double[] variance = Arrays.stream(prior.deviation()).map(d -> d * d).toArray();
            LikelihoodSummary.Moments moments = summary.under(prior.mean(), variance);
            double[] parameters = model.fit(SimulatedReturns.gjr(900, 3)).modeCoordinates();
            assertThat(moments.mean()).as(family.name()).containsExactly(parameters, within(1e-6));
        }
    }
}
