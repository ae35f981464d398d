package io.credence.forecasting.backtest;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.scoring.Outcome;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.LogReturn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Two predictors over the same bars, once, in time order; all instruments whose bar ends at the same time in one call. An
 * origin is reported when both have forecast it and its horizon has passed.
 */
final class Walk {

    private final Predictor first;
    private final Predictor second;
    private final Instant from;

    /**
     * @param from earlier origins move the states only
     */
    Walk(Predictor first, Predictor second, Instant from) {
        if (!first.horizons().equals(second.horizons())) {
            throw new IllegalArgumentException(first.version() + " forecasts horizons " + first.horizons() + " and "
                    + second.version() + " horizons " + second.horizons() + "; they must be the same");
        }
        this.first = first;
        this.second = second;
        this.from = from;
    }

    /** One origin and horizon whose return is known, and what each forecast of it was worth. */
    record Scored(String instrument, int horizonIndex, Instant origin, Outcome first, Outcome second) {}

    void run(List<BarSeries> series, Consumer<Scored> sink) {
        List<Lane> lanes = series.stream().map(Lane::new).toList();
        TreeSet<Instant> ends = new TreeSet<>();
        series.forEach(each -> each.bars().forEach(bar -> ends.add(bar.end())));
        for (Instant end : ends) {
            step(lanes.stream().filter(lane -> lane.isDue(end)).toList(), sink);
        }
    }

    private void step(List<Lane> due, Consumer<Scored> sink) {
        List<Predictor.Prediction> firsts = first.update(
                due.stream().map(lane -> lane.step(lane.firstState)).toList());
        List<Predictor.Prediction> seconds = second.update(
                due.stream().map(lane -> lane.step(lane.secondState)).toList());
        for (int i = 0; i < due.size(); i++) {
            due.get(i).moved(firsts.get(i), seconds.get(i), sink);
        }
    }

    /** One instrument on its way. Forecasts wait here for their horizon. */
    private final class Lane {

        private final BarSeries series;
        private final List<List<ForecastDistribution>> firsts = new ArrayList<>();
        private final List<List<ForecastDistribution>> seconds = new ArrayList<>();
        private byte[] firstState;
        private byte[] secondState;
        private int next;

        Lane(BarSeries series) {
            this.series = series;
            firstState = first.initialState(series.instrument());
            secondState = second.initialState(series.instrument());
        }

        boolean isDue(Instant end) {
            return next < series.bars().size() && series.bars().get(next).end().equals(end);
        }

        Predictor.Step step(byte[] state) {
            return new Predictor.Step(series.instrument(), series.bars().get(next), state);
        }

        void moved(Predictor.Prediction one, Predictor.Prediction other, Consumer<Scored> sink) {
            firstState = one.state();
            secondState = other.state();
            for (int h = 0; h < first.horizons().size(); h++) {
                score(next - first.horizons().get(h), h, sink);
            }
            firsts.add(one.forecasts());
            seconds.add(other.forecasts());
            forget(next - first.horizons().getLast());
            next++;
        }

        /** A distribution may hold tables: a long walk must not hold them all. */
        private void forget(int origin) {
            if (origin >= 0) {
                firsts.set(origin, List.of());
                seconds.set(origin, List.of());
            }
        }

        private void score(int origin, int h, Consumer<Scored> sink) {
            if (origin < 0
                    || firsts.get(origin).isEmpty()
                    || seconds.get(origin).isEmpty()) {
                return;
            }
            Bar start = series.bars().get(origin);
            if (start.end().isBefore(from)) {
                return;
            }
            double realised =
                    LogReturn.percent(start.close(), series.bars().get(next).close());
            double uniform = uniform(series.instrument().name(), h, start.end());
            Scored scored = new Scored(
                    series.instrument().name(),
                    h,
                    start.end(),
                    Outcome.of(firsts.get(origin).get(h), realised, uniform),
                    Outcome.of(seconds.get(origin).get(h), realised, uniform));
            sink.accept(scored);
        }
    }

    /** Keyed by the forecast, so that a second walk places the PITs at the same points. */
    private static double uniform(String instrument, int horizonIndex, Instant origin) {
        String key = instrument + '|' + horizonIndex + '|' + origin.toEpochMilli();
        UUID hash = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
        return new SplittableRandom(hash.getMostSignificantBits()).nextDouble();
    }
}
