package io.credence.bnn.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.moments.Moments;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedHurdleTest extends HurdleFixture {

    private static final int DRAWS = 100_000;
    private static final Baseline BASELINE = new Baseline(0.1, 0.5, -0.2, 0.3, 0.1);
    private static final float[] MEAN = {0.3f, 0.2f, -0.4f};

    /** To four standard errors of the draws, and 0.003 nat for what the rule leaves out. */
    @ParameterizedTest
    @CsvSource({"0, 0.3, 0.3, 0.3, 0.5", "0.7, 0.3, 0.2, 0.2, 0.5", "-2.5, 0.1, 0.3, 0.15, 0.3", "8, 0.2, 0.3, 0.1, 0.4"
    })
    void isTheMeanOverDraws(double y, float logitSd, float locationSd, float logScaleSd, float dfSd) {
        float[] sds = {logitSd, locationSd, logScaleSd};
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_SHI_RO_256_PP.create(4));
        float[] outputs = new float[3 * DRAWS];
        float[] dfs = new float[DRAWS];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = (float) (MEAN[i % 3] + sds[i % 3] * gaussian.sample());
        }
        for (int i = 0; i < DRAWS; i++) {
            dfs[i] = (float) (1.5 + dfSd * gaussian.sample());
        }
        NDArray drawn = HurdleStudentTLikelihood.logLikelihood(
                manager.create(outputs, new Shape(DRAWS, 3)),
                manager.create(dfs, new Shape(DRAWS, 1)),
                targets(y, DRAWS));
        double mean = drawn.mean().getFloat();
        double error = Math.sqrt(drawn.sub((float) mean).square().mean().getFloat() / DRAWS);
        assertThat(expected(y, sds, dfSd)).isCloseTo(mean, within(4 * error + 0.003));
    }

    @Test
    void ofParametersThatAreKnownIsTheLikelihood() {
        double known = HurdleStudentTLikelihood.logLikelihood(
                        manager.create(MEAN, new Shape(1, 3)), manager.create(new float[] {1.5f}), targets(0.7, 1))
                .getFloat();
        assertThat(expected(0.7, new float[3], 0)).isCloseTo(known, within(1e-5));
    }

    @Test
    void aMissingTargetCountsNothing() {
        TargetTensors missing = TargetTensors.of(manager, new float[TargetTensors.PLANES], 1, 1);
        assertThat(expected(missing, new float[] {1, 1, 1}, 1)).isZero();
    }

    private double expected(double y, float[] sds, float dfSd) {
        return expected(targets(y, 1), sds, dfSd);
    }

    private double expected(TargetTensors targets, float[] sds, float dfSd) {
        Moments outputs = new Moments(
                manager.create(MEAN, new Shape(1, 3)),
                manager.create(sds, new Shape(1, 3)).square());
        Moments rawDf = new Moments(manager.create(new float[] {1.5f}), manager.create(new float[] {dfSd * dfSd}));
        return ExpectedHurdle.of(outputs, rawDf, targets).getFloat();
    }

    private TargetTensors targets(double y, int rows) {
        return targets(y, BASELINE, rows);
    }
}
