package io.credence.forecasting.model.bayesian;

import io.credence.bnn.data.SequenceData;
import io.credence.forecasting.feature.Feature;
import io.credence.forecasting.feature.FeatureRow;
import io.credence.forecasting.feature.FeatureStream;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.LogReturn;
import io.credence.forecasting.series.TrainingData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A history as the network is trained on it: the rows that streaming would have seen, and the returns that followed. A return
 * that ends after the history's last bar is missing, never filled.
 *
 * @param sequences one per series that is long enough
 */
record TrainingSet(Inputs inputs, List<SequenceData> sequences) {

    /** Bars before the first forecast of an instrument, in training and in serving: the means must have filled. */
    static final int FIRST_FORECAST = 60;

    /** Under so many targets there is nothing to learn that the reference does not have. */
    private static final int FEWEST_TARGETS = 500;

    static TrainingSet of(TrainingData data) {
        int shortest = FIRST_FORECAST + data.horizons().getLast() + 1;
        List<BarSeries> usable = data.series().stream()
                .filter(series -> series.bars().size() >= shortest)
                .toList();
        List<List<FeatureRow>> rows = usable.stream().map(TrainingSet::rows).toList();
        requireEnough(data, usable);
        Inputs inputs = Inputs.fit(rows.stream()
                .flatMap(each -> each.subList(FIRST_FORECAST, each.size()).stream())
                .map(FeatureRow::values)
                .toList());
        List<SequenceData> sequences = new ArrayList<>();
        for (int i = 0; i < usable.size(); i++) {
            sequences.add(sequence(usable.get(i).bars(), rows.get(i), data.horizons(), inputs, FIRST_FORECAST));
        }
        return new TrainingSet(inputs, sequences);
    }

    /**
     * What has come since, with as many bars before as the state needs.
     *
     * @param inputs as the network knows them
     * @param since the end of the last bar that it learnt from
     */
    static TrainingSet since(TrainingData data, Inputs inputs, Instant since) {
        List<SequenceData> sequences = new ArrayList<>();
        for (BarSeries series : data.series()) {
            int learnt = (int) series.bars().stream()
                    .filter(bar -> bar.end().isBefore(since))
                    .count();
            int from = Math.max(0, learnt - FeatureStream.WARM_UP_BARS);
            List<Bar> bars = series.bars().subList(from, series.bars().size());
            if (bars.size() > FIRST_FORECAST) {
                List<FeatureRow> rows = rows(new BarSeries(series.instrument(), bars));
                sequences.add(sequence(
                        bars,
                        rows,
                        data.horizons(),
                        inputs,
                        Math.max(FIRST_FORECAST, Math.min(learnt - from, bars.size()))));
            }
        }
        return new TrainingSet(inputs, sequences);
    }

    /** How many outcomes there are to learn from. */
    int targets() {
        return sequences.stream().mapToInt(SequenceData::countedTargets).sum();
    }

    private static void requireEnough(TrainingData data, List<BarSeries> usable) {
        int targets = usable.stream()
                .mapToInt(series -> series.bars().size() - FIRST_FORECAST)
                .sum();
        if (targets < FEWEST_TARGETS) {
            throw new IllegalArgumentException("training has " + targets + " bars after the first " + FIRST_FORECAST
                    + " of each of " + data.series().size() + " instruments; it must have at least " + FEWEST_TARGETS
                    + ". Maybe wait for more history, or use the model ewma until then.");
        }
    }

    private static List<FeatureRow> rows(BarSeries series) {
        FeatureStream stream = FeatureStream.start();
        return series.bars().stream()
                .map(bar -> stream.next(series.instrument(), bar))
                .toList();
    }

    private static SequenceData sequence(
            List<Bar> bars, List<FeatureRow> rows, List<Integer> horizons, Inputs inputs, int firstCounted) {
        SequenceData.Builder builder = SequenceData.builder(bars.size(), Feature.COUNT, horizons.size())
                .firstCounted(firstCounted);
        for (int t = 0; t < bars.size(); t++) {
            builder.features(t, inputs.of(rows.get(t).values()));
            for (int h = 0; h < horizons.size(); h++) {
                int end = t + horizons.get(h);
                if (end < bars.size()) {
                    double target =
                            LogReturn.percent(bars.get(t).close(), bars.get(end).close());
                    builder.target(t, h, target, References.of(rows.get(t), horizons.get(h), 0));
                }
            }
        }
        return builder.build();
    }
}
