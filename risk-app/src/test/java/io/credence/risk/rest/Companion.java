package io.credence.risk.rest;

import io.credence.forecasting.distribution.GaussianReturn;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.scoring.Outcome;
import io.credence.risk.port.Batch;
import io.credence.risk.port.Counters;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.ScoreRow;
import io.credence.risk.testing.Batches;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A second instrument of the desk's store, whose returns go with the first one's by a correlation of {@link #CORRELATION}
 * and whose price is {@link #PRICE} throughout. Of 15 bars only its newest 100 forecasts are scored, too few to tell how it
 * moves with others.
 */
final class Companion {

    static final String INSTRUMENT = "ETHUSD";
    static final double CORRELATION = 0.8;
    static final double PRICE = 50;

    static final PartitionId PARTITION = new PartitionId("seed", "ticks", 1);

    private static final int SCORED_OF_LONGEST = 100;

    private final List<Bar> walk;
    private final int[] horizons;
    private final Random random = new Random(11);

    /** @param walk the first instrument's bars */
    Companion(List<Bar> walk, int[] horizons) {
        this.walk = walk;
        this.horizons = horizons;
    }

    /** Its newest forecasts, and the scores of those before them; its own bars are of no interest. */
    Batch batch(Batch.Advance advance) {
        List<ForecastRow> forecasts = new ArrayList<>();
        List<ScoreRow> scores = new ArrayList<>();
        for (int horizon : horizons) {
            forecasts.add(forecast(walk.getLast(), horizon));
            for (int i = horizon == 15 ? walk.size() - SCORED_OF_LONGEST : horizon; i < walk.size(); i++) {
                scores.add(score(i - horizon, horizon));
            }
        }
        return Batches.of(Seed.SPEC, List.of(advance), List.of(), forecasts, scores);
    }

    static Batch.Advance advance(long claim, Bar last) {
        Counters none = new Counters(0, 0, 0, 0, 0, 0, 0);
        return new Batch.Advance(PARTITION, claim, 0, 1, last.end().toEpochMilli(), none, Seed.CHAMPION);
    }

    private static ForecastRow forecast(Bar bar, int horizon) {
        GaussianReturn distribution = Seed.distribution(horizon);
        ForecastKey key = key(bar, horizon);
        return new ForecastRow(
                Seed.id(key),
                key,
                Seed.CHAMPION,
                PRICE,
                distribution.encode(),
                Seed.figures(distribution),
                new ForecastRow.Source(PARTITION, 0, bar.start(), "jvm"),
                new byte[32]);
    }

    private ScoreRow score(int origin, int horizon) {
        Bar bar = walk.get(origin);
        Bar end = walk.get(origin + horizon);
        double with = 100 * Math.log(end.close() / bar.close());
        double own = Seed.SD * Math.sqrt(horizon) * random.nextGaussian();
        double realised = CORRELATION * with + Math.sqrt(1 - CORRELATION * CORRELATION) * own;
        Outcome outcome = Outcome.of(Seed.distribution(horizon), realised, 0.5);
        ForecastKey key = key(bar, horizon);
        return new ScoreRow(key, Seed.id(key), Seed.CHAMPION, end.end(), outcome, 1.25 * outcome.crps());
    }

    private static ForecastKey key(Bar bar, int horizon) {
        return new ForecastKey(INSTRUMENT, Seed.SPEC, horizon, ForecastKey.CHAMPION, bar.end());
    }
}
