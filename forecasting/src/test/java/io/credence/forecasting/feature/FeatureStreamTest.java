package io.credence.forecasting.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.SimulatedBars;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureStreamTest {

    private static final BarSeries SERIES = SimulatedBars.walk("A", 400, 1);

    @ParameterizedTest
    @ValueSource(doubles = {1e6, 1e-4, 3})
    void theUnitOfPriceDoesNotMatter(double factor) {
        List<FeatureRow> rows = rows(SERIES);
        List<FeatureRow> scaled = rows(SimulatedBars.scaled(SERIES, factor));
        for (int i = 0; i < rows.size(); i++) {
            for (Feature feature : Feature.values()) {
                assertThat(scaled.get(i).value(feature))
                        .as("%s of bar %d", feature, i)
                        .isCloseTo(rows.get(i).value(feature), within(2e-4));
            }
            assertThat(scaled.get(i).volatility()).isCloseTo(rows.get(i).volatility(), within(1e-9));
        }
    }

    @Test
    void aStateCarriedAsBytesGoesOnBitForBit() {
        FeatureStream whole = FeatureStream.start();
        byte[] state = FeatureStream.start().encode();
        for (Bar bar : SERIES.bars()) {
            FeatureRow expected = whole.next(SERIES.instrument(), bar);
            FeatureStream stream = FeatureStream.decode(ByteBuffer.wrap(state));
            FeatureRow row = stream.next(SERIES.instrument(), bar);
            assertThat(row.values()).containsExactly(expected.values());
            assertThat(row.volatility()).isEqualTo(expected.volatility());
            state = stream.encode();
            assertThat(state).hasSize(FeatureStream.encodedBytes()).hasSizeLessThan(4096);
        }
    }

    @Test
    void aLongWarmUpRebuildsTheState() {
        BarSeries series = SimulatedBars.walk("A", 4000, 2);
        FeatureRow continued = rows(series).getLast();
        List<Bar> latest = series.bars().subList(4000 - FeatureStream.WARM_UP_BARS, 4000);
        FeatureRow warmed = rows(new BarSeries(series.instrument(), latest)).getLast();
        for (Feature feature : Feature.values()) {
            assertThat(warmed.value(feature)).as("%s", feature).isCloseTo(continued.value(feature), within(0.02));
        }
    }

    @Test
    void aPriceThatNeverMovesHasFiniteFeatures() {
        Instrument instrument = SimulatedBars.instrument("A");
        FeatureStream stream = FeatureStream.start();
        for (int i = 0; i < 300; i++) {
            FeatureRow row = stream.next(instrument, SimulatedBars.empty("A", i, 50));
            for (float value : row.values()) {
                assertThat(value).isFinite().isBetween(-10f, 10f);
            }
            assertThat(row.volatility()).isCloseTo(100 * 0.01 / 50 / Math.sqrt(12), within(1e-12));
            assertThat(row.unchanged()).isCloseTo(0.99, within(1e-12));
        }
    }

    @Test
    void aJumpStaysFinite() {
        Instrument instrument = SimulatedBars.instrument("A");
        FeatureStream stream = FeatureStream.start();
        stream.next(instrument, SimulatedBars.empty("A", 0, 1e-3));
        FeatureRow row = stream.next(instrument, SimulatedBars.empty("A", 1, 1e9));
        for (float value : row.values()) {
            assertThat(value).isFinite().isBetween(-100f, 100f);
        }
    }

    @Test
    void knownValuesOfAShortHistory() {
        Instrument instrument = SimulatedBars.instrument("A");
        FeatureStream stream = FeatureStream.start();
        stream.next(instrument, SimulatedBars.empty("A", 0, 100));
        Bar second = new Bar(
                "A",
                SimulatedBars.BEGIN.plusSeconds(60),
                SimulatedBars.BEGIN.plusSeconds(6 * 3600),
                100,
                102,
                100,
                101,
                3,
                5);
        FeatureRow row = stream.next(instrument, second);
        double change = 100 * Math.log(1.01);
        // Of two values, the newest weighs (1 - d) / (1 - d^2) = 1 / (1 + d).
        double variance = change
                * change
                * (0.5 / (1 + Math.pow(0.5, 1 / 15.0))
                        + 0.3 / (1 + Math.pow(0.5, 1 / 60.0))
                        + 0.2 / (1 + Math.pow(0.5, 1 / 180.0)));
        assertThat(row.volatility()).isCloseTo(Math.sqrt(variance), within(1e-12));
        double units = change / Math.sqrt(variance);
        assertThat(row.value(Feature.RETURN_1)).isCloseTo(Math.log(units + Math.sqrt(units * units + 1)), within(1e-6));
        assertThat(row.value(Feature.CLOSE_IN_RANGE)).isZero();
        assertThat(row.value(Feature.IS_UNCHANGED)).isZero();
        assertThat(row.value(Feature.DAY_SINE)).isCloseTo(1, within(1e-6));
        assertThat(row.tick()).isCloseTo(1.0 / 101, within(1e-12));
        assertThat(row.value(Feature.EMPTY_30)).isCloseTo(1 - 1 / (1 + Math.pow(0.5, 1 / 30.0)), within(1e-6));
    }

    @Test
    void refusesForeignBytes() {
        byte[] state = FeatureStream.start().encode();
        state[0] = 77;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureStream.decode(ByteBuffer.wrap(state)))
                .withMessageContaining("layout 77");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureStream.decode(ByteBuffer.wrap(new byte[] {1, 2})))
                .withMessageContaining("ends early");
    }

    private static List<FeatureRow> rows(BarSeries series) {
        FeatureStream stream = FeatureStream.start();
        List<FeatureRow> rows = new ArrayList<>();
        series.bars().forEach(bar -> rows.add(stream.next(series.instrument(), bar)));
        return rows;
    }
}
