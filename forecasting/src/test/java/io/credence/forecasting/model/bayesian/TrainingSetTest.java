package io.credence.forecasting.model.bayesian;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.bnn.data.SequenceData;
import io.credence.forecasting.feature.Feature;
import io.credence.forecasting.feature.FeatureRow;
import io.credence.forecasting.feature.FeatureStream;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.LogReturn;
import io.credence.forecasting.series.SimulatedBars;
import io.credence.forecasting.series.TrainingData;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingSetTest {

    private static final BarSeries SERIES = SimulatedBars.walk("A", 800, 1);
    private static final TrainingSet SET = of(SERIES);

    @Test
    void holdsTheRowsThatStreamingSees() {
        FeatureStream stream = FeatureStream.start();
        float[] row = new float[Feature.COUNT];
        for (int t = 0; t < 800; t++) {
            FeatureRow streamed = stream.next(SERIES.instrument(), SERIES.bars().get(t));
            sequence().copyFeatures(t, t + 1, row, 0);
            assertThat(row).containsExactly(SET.inputs().of(streamed.values()));
        }
    }

    @Test
    void aReturnThatEndsAfterTheHistoryIsMissing() {
        assertThat(sequence().target(798, 0)).isFinite();
        assertThat(sequence().target(799, 0)).isNaN();
        assertThat(sequence().target(794, 1)).isFinite();
        assertThat(sequence().target(795, 1)).isNaN();
        assertThat(sequence().countedTargets()).isEqualTo((800 - 60 - 1) + (800 - 60 - 5));
    }

    @Test
    void aTargetIsTheReturnAfterItsRow() {
        double expected = LogReturn.percent(
                SERIES.bars().get(300).close(), SERIES.bars().get(305).close());
        assertThat(sequence().target(300, 1)).isEqualTo((float) expected);
    }

    @Test
    void inputsAreStandardised() {
        float[] row = new float[Feature.COUNT];
        double[] squares = new double[Feature.COUNT];
        for (int t = 60; t < 800; t++) {
            sequence().copyFeatures(t, t + 1, row, 0);
            for (int i = 0; i < row.length; i++) {
                assertThat(row[i]).isBetween(-4f, 4f);
                squares[i] += row[i] * row[i] / 740;
            }
        }
        assertThat(squares[Feature.VOLATILITY_4.ordinal()]).isBetween(0.7, 1.01);
        assertThat(squares[Feature.RETURN_5.ordinal()]).isBetween(0.7, 1.01);
    }

    @Test
    void constantsSurviveAsBytes() {
        Inputs decoded = Inputs.decode(SET.inputs().encode());
        assertThat(decoded.means()).containsExactly(SET.inputs().means());
        assertThat(decoded.deviations()).containsExactly(SET.inputs().deviations());
    }

    private static SequenceData sequence() {
        return SET.sequences().getFirst();
    }

    private static TrainingSet of(BarSeries series) {
        return TrainingSet.of(new TrainingData(BarSpec.parse("1m"), List.of(1, 5), List.of(series)));
    }
}
