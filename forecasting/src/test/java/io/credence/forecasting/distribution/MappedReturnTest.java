package io.credence.forecasting.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class MappedReturnTest extends ForecastDistributionContract {

    private static final TDistribution T = TDistribution.of(5);
    private static final GaussianReturn BASE = new GaussianReturn(0.1, 0.4);

    /** PITs of a base that is believed a Student-t of five degrees of freedom, where losses are 1.7 times as long. */
    private static double[] skewed(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(count, 1e-12, 1)
                .map(T::inverseCumulativeProbability)
                .map(z -> T.cumulativeProbability(z < 0 ? 1.7 * z : z))
                .toArray();
    }

    @Override
    protected List<ForecastDistribution> examples() {
        return List.of(
                new MappedReturn(BASE, ScoreMap.IDENTITY),
                new MappedReturn(BASE, ScoreMap.fit(skewed(1000, 1))),
                new MappedReturn(
                        new GaussianReturn(0, 2), new ScoreMap(new double[] {-1, -0.6, -0.2, 0.3, 1, 1.4, 2.5})));
    }

    @Override
    protected ForecastDistribution decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        ScoreMap map = ScoreMap.read(in);
        return new MappedReturn(GaussianReturn.decode(Arrays.copyOfRange(bytes, ScoreMap.BYTES, bytes.length)), map);
    }

    @Override
    protected double tolerance() {
        return 3e-3;
    }

    @Test
    void theIdentityIsTheBase() {
        MappedReturn same = new MappedReturn(BASE, ScoreMap.IDENTITY);
        for (double y : new double[] {-2, -0.3, 0, 0.2, 1.5}) {
            assertThat(same.cdf(y)).isCloseTo(BASE.cdf(y), within(1e-12));
            assertThat(same.logScore(y)).isCloseTo(BASE.logScore(y), within(1e-9));
            assertThat(same.crps(y)).isCloseTo(BASE.crps(y), within(1e-3));
        }
        assertThat(same.mean()).isCloseTo(0.1, within(1e-3));
        assertThat(same.variance()).isCloseTo(0.16, within(1e-3));
    }

    /** Known answer: a lower half 1.7 times as wide, and an upper half as it was. */
    @Test
    void aFitToPitsFindsTheShapeThatMadeThem() {
        MappedReturn fitted = new MappedReturn(
                new LocationScaleReturn(0, Math.sqrt(5.0 / 3), new StudentTLaw(5)), ScoreMap.fit(skewed(20_000, 2)));
        for (double p : new double[] {0.01, 0.05, 0.25}) {
            double z = T.inverseCumulativeProbability(p);
            assertThat(fitted.quantile(p)).isCloseTo(1.7 * z, within(0.1 * Math.abs(1.7 * z)));
            assertThat(fitted.quantile(1 - p)).isCloseTo(-z, within(0.08 * Math.abs(z)));
        }
    }

    @Test
    void afterTheFitOtherPitsOfTheSameFaultAreUniform() {
        ScoreMap map = ScoreMap.fit(skewed(500, 3));
        double[] others = Arrays.stream(skewed(20_000, 4)).map(map::apply).toArray();
        for (double p : new double[] {0.01, 0.05, 0.5, 0.95, 0.99}) {
            double share = Arrays.stream(others).filter(pit -> pit < p).count() / 20_000.0;
            assertThat(share).as("share under %s", p).isCloseTo(p, within(0.006 + 0.08 * Math.min(p, 1 - p)));
        }
    }

    @Test
    void theMapIsUndoneByItsInverse() {
        ScoreMap map = ScoreMap.fit(skewed(1000, 5));
        for (double u : new double[] {1e-9, 0.01, 0.3, 0.5, 0.8, 1 - 1e-9}) {
            assertThat(map.inverse(map.apply(u))).isCloseTo(u, within(1e-9));
        }
        assertThat(map.apply(0)).isZero();
        assertThat(map.apply(1)).isEqualTo(1);
    }

    @Test
    void whatIsNoPitOrTooFewIsRefused() {
        double[] pits = skewed(300, 6);
        pits[7] = Double.NaN;
        assertThatThrownBy(() -> ScoreMap.fit(pits)).hasMessageContaining("[0, 1]");
        assertThatThrownBy(() -> ScoreMap.fit(skewed(199, 6))).hasMessageContaining("at least 200");
        assertThatThrownBy(() -> new ScoreMap(new double[] {0, 0, 1, 2, 3, 4, 5}))
                .hasMessageContaining("rising");
    }
}
