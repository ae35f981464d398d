package io.credence.risk.rest;

import io.credence.risk.port.Batch;
import io.credence.risk.port.Batch.Advance;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.rest.body.AlertBody;
import io.credence.risk.rest.body.BarBody;
import io.credence.risk.rest.body.ForecastBody;
import io.credence.risk.rest.body.ScoreBody;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that readers of the live stream are told.
 *
 * @param name of the event: bar, forecast, score, alert or model
 */
record LiveEvent(String name, Object body) {

    /** A partition's forecasts are made with this version as of the batch. */
    record Swap(int partition, String modelVersion) {}

    /** What a batch says of one instrument, or of all when none is named: bars first, so that a price precedes its forecast. */
    static Stream<LiveEvent> of(Batch batch, Optional<String> instrument) {
        return Stream.of(
                        batch.bars().stream()
                                .filter(bar -> wanted(bar.instrument(), instrument))
                                .map(bar -> new LiveEvent("bar", BarBody.of(batch.spec(), bar))),
                        batch.scores().stream()
                                .filter(row -> wanted(row.key(), instrument))
                                .map(row -> new LiveEvent("score", ScoreBody.of(row))),
                        batch.forecasts().stream()
                                .filter(row -> wanted(row.key(), instrument))
                                .map(row -> new LiveEvent("forecast", ForecastBody.of(row))),
                        batch.alerts().stream().map(row -> new LiveEvent("alert", AlertBody.of(row))))
                .flatMap(events -> events);
    }

    /** The versions in a batch, which a reader compares with those before. */
    static Stream<Swap> versions(Batch batch) {
        return batch.advances().stream().flatMap(LiveEvent::swap);
    }

    private static Stream<Swap> swap(Advance advance) {
        return Optional.ofNullable(advance.modelVersion()).stream()
                .map(version -> new Swap(advance.id().partition(), version));
    }

    private static boolean wanted(ForecastKey key, Optional<String> instrument) {
        return key.lane().equals(ForecastKey.CHAMPION) && wanted(key.instrument(), instrument);
    }

    private static boolean wanted(String name, Optional<String> instrument) {
        return instrument.isEmpty() || instrument.get().equals(name);
    }
}
