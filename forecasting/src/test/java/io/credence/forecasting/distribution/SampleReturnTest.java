package io.credence.forecasting.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Laws that carry a sample: historical simulation, and the spliced Pareto tails on it. */
class SampleReturnTest extends ForecastDistributionContract {

    private static final EmpiricalLaw SAMPLE = EmpiricalLaw.of(heavyTails(250));

    @Override
    protected List<ForecastDistribution> examples() {
        double[] ties = {-2, -1, 0, 0, 0, 0, 0.5, 1, 1, 3};
        return List.of(
                new LocationScaleReturn(0, 1, SAMPLE),
                new LocationScaleReturn(0.1, 2, EmpiricalLaw.of(ties)),
                new LocationScaleReturn(
                        -0.1,
                        0.7,
                        new SplicedParetoLaw(SAMPLE, 0.1, new ParetoTail(0.2, 0.6), new ParetoTail(1e-4, 0.5))));
    }

    @Override
    protected ForecastDistribution decode(byte[] bytes) {
        return LocationScaleReturn.decode(bytes);
    }

    /** Eight bytes a value. */
    @Override
    protected int largestEncoding() {
        return 100 + 8 * SAMPLE.size();
    }

    /** Of 250 values, 3 lie under the quantile at 1 %: O(1 / (n p)). */
    @Override
    protected double shortfallTolerance() {
        return 0.35;
    }

    /** numpy.quantile's rule, by hand: position p (n - 1) = 1.5. */
    @Test
    void quantilesAreLinearBetweenOrderStatistics() {
        EmpiricalLaw law = EmpiricalLaw.of(new double[] {4, 1, 2, 8});
        assertThat(law.quantile(0.5)).isCloseTo(3, within(1e-15));
        assertThat(law.quantile(0.25)).isCloseTo(1.75, within(1e-15));
        assertThat(law.cdf(3)).isCloseTo(0.5, within(1e-15));
        assertThat(law.cdf(0.9)).isZero();
        assertThat(law.cdf(8)).isEqualTo(1);
        // Trapezoids: (1.5 + 3 + 6) / 3.
        assertThat(law.mean()).isCloseTo(3.5, within(1e-15));
        // The quantile is 3, of which 1 and 2 lie at or under.
        assertThat(law.lowerTailMean(0.5)).isCloseTo(1.5, within(1e-15));
        assertThat(law.lowerTailMean(0.1)).isEqualTo(1);
    }

    @Test
    void tiesAreAnAtom() {
        EmpiricalLaw law = EmpiricalLaw.of(new double[] {-1, 0, -0.0, 0, 1});
        assertThat(law.cdfBelow(0)).isCloseTo(0.25, within(1e-15));
        assertThat(law.cdf(0)).isCloseTo(0.75, within(1e-15));
        assertThat(law.quantile(0.5)).isZero();
    }

    @Test
    void aSampleOfOneValueIsAPoint() {
        EmpiricalLaw law = EmpiricalLaw.of(new double[] {2, 2, 2});
        assertThat(law.quantile(0.01)).isEqualTo(2);
        assertThat(law.lowerTailMean(0.01)).isCloseTo(2, within(1e-15));
        assertThat(law.crps(3)).isCloseTo(1, within(1e-15));
        assertThat(law.variance()).isZero();
        assertThat(law.logDensity(2.5)).isFinite();
    }

    /** The kernel density integrates to one and follows the normal that the sample is drawn from. */
    @Test
    void theDensityIsThatOfTheSamplesLaw() {
        Random random = new Random(5);
        double[] normal =
                random.doubles(20_000).map(u -> new NormalLaw().quantile(u)).toArray();
        EmpiricalLaw law = EmpiricalLaw.of(normal);
        for (double z : new double[] {-1.5, -0.5, 0, 1}) {
            assertThat(law.logDensity(z)).isCloseTo(new NormalLaw().logDensity(z), within(0.1));
        }
    }

    /** Exponential tails on an exponential sample's own thresholds: the closed form of its shortfall. */
    @Test
    void theParetoTailHasItsClosedForms() {
        ParetoTail tail = new ParetoTail(0.25, 2);
        SplicedParetoLaw law = new SplicedParetoLaw(SAMPLE, 0.1, tail, tail);
        double threshold = SAMPLE.quantile(0.1);
        // McNeil and Frey (2000), equations 16 and 19.
        double excess = 2 / 0.25 * (Math.pow(0.01 / 0.1, -0.25) - 1);
        assertThat(law.quantile(0.01)).isCloseTo(threshold - excess, within(1e-12));
        assertThat(law.lowerTailMean(0.01)).isCloseTo(threshold - (excess / 0.75 + 2 / 0.75), within(1e-12));
        assertThat(law.cdf(law.quantile(0.003))).isCloseTo(0.003, within(1e-14));
        assertThat(law.cdf(law.quantile(0.995))).isCloseTo(0.995, within(1e-14));
    }

    @Test
    void refusesAnEmptySampleAndNonsense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmpiricalLaw.of(new double[] {1}))
                .withMessageContaining("holds 1 values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmpiricalLaw.of(new double[] {1, Double.NaN}))
                .withMessageContaining("value 1 is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParetoTail(0.6, 1))
                .withMessageContaining("0.6");
    }

    private static double[] heavyTails(int count) {
        Random random = new Random(11);
        StudentTLaw law = new StudentTLaw(4);
        return random.doubles(count).map(law::quantile).toArray();
    }
}
