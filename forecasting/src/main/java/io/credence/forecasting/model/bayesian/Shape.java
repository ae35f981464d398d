package io.credence.forecasting.model.bayesian;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.MappedReturn;
import io.credence.forecasting.distribution.ScoreMap;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.scoring.Pit;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.LogReturn;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * What the network's own law cannot say of returns since a change: a map of probabilities per horizon, fitted to the PITs of the bars since.
 * A hurdle Student-t has no skew; a market that has one would be forecast wrong by every new training of it.
 */
final class Shape {

    private Shape() {}

    /** Changes nothing, for so many horizons. */
    static List<ScoreMap> none(int horizons) {
        return Collections.nCopies(horizons, ScoreMap.IDENTITY);
    }

    /**
     * Fits one map per horizon.
     *
     * @param raw without recalibration, which would follow the change itself
     * @param since origins before say nothing of the new shape
     * @throws IllegalArgumentException when too few outcomes are known since
     */
    static List<ScoreMap> fit(Predictor raw, List<BarSeries> series, Instant since) {
        List<DoubleStream.Builder> pits = new ArrayList<>();
        raw.horizons().forEach(horizon -> pits.add(DoubleStream.builder()));
        series.forEach(each -> walk(raw, each, since, pits));
        return pits.stream().map(each -> ScoreMap.fit(each.build().toArray())).toList();
    }

    private static void walk(Predictor raw, BarSeries series, Instant since, List<DoubleStream.Builder> pits) {
        SplittableRandom random =
                new SplittableRandom(series.instrument().name().hashCode());
        List<Bar> bars = series.bars();
        List<List<ForecastDistribution>> said = new ArrayList<>();
        byte[] state = raw.initialState(series.instrument());
        for (int t = 0; t < bars.size(); t++) {
            Predictor.Prediction made = raw.update(List.of(new Predictor.Step(series.instrument(), bars.get(t), state)))
                    .getFirst();
            state = made.state();
            said.add(bars.get(t).end().isBefore(since) ? List.of() : made.forecasts());
            for (int h = 0; h < pits.size(); h++) {
                int origin = t - raw.horizons().get(h);
                if (origin >= 0 && !said.get(origin).isEmpty()) {
                    double realised = LogReturn.percent(
                            bars.get(origin).close(), bars.get(t).close());
                    pits.get(h).add(Pit.of(said.get(origin).get(h), realised, random.nextDouble()));
                }
            }
        }
    }

    static byte[] encode(List<ScoreMap> maps) {
        ByteBuffer out = ByteBuffer.allocate(maps.size() * ScoreMap.BYTES);
        maps.forEach(map -> map.write(out));
        return out.array();
    }

    /** @throws IllegalArgumentException when the bytes are not of so many maps */
    static List<ScoreMap> decode(int horizons, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<ScoreMap> maps = new ArrayList<>();
        try {
            for (int h = 0; h < horizons; h++) {
                maps.add(ScoreMap.read(in));
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the shape ends early, after " + bytes.length + " bytes", e);
        }
        return maps;
    }

    /** Reads a forecast of a predictor of this shape. */
    static ForecastDistribution decode(List<ScoreMap> shape, byte[] bytes) {
        if (shape.getFirst().isIdentity()) {
            return BayesianReturn.decode(bytes);
        }
        ScoreMap map = ScoreMap.read(ByteBuffer.wrap(bytes));
        return new MappedReturn(BayesianReturn.decode(Arrays.copyOfRange(bytes, ScoreMap.BYTES, bytes.length)), map);
    }
}
