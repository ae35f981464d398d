package io.credence.risk.application.training;

import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.model.volatility.EwmaModel;
import io.credence.forecasting.series.TrainingData;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.ModelStore.Version;
import io.credence.risk.registry.FileRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What tests of training begin with. */
final class Trials {

    static final BarSpec MINUTE = BarSpec.parse("1m");

    private Trials() {}

    /** A plan of quick fits that promotes at once. */
    static TrainingPlan plan(String model, Integer... horizons) {
        return plan(model, 1, 0, List.of(horizons));
    }

    static TrainingPlan plan(String model, int steps, int shadowNights, List<Integer> horizons) {
        return new TrainingPlan(
                model,
                new Material(MINUTE, horizons, Duration.ofDays(90)),
                new FitOptions(1, steps),
                false,
                "test",
                Duration.ofMinutes(1),
                shadowNights,
                Duration.ZERO,
                0);
    }

    /** Makes an EWMA model the champion, as if it had learnt from bars up to an instant. */
    static FittedModel champion(ModelStore store, FileRegistry files, Instant trainedUntil, Integer... horizons) {
        TrainingData data = new TrainingData(MINUTE, List.of(horizons), List.of());
        FittedModel fitted = new EwmaModel().fit(data, new FitOptions(1, 1), ProgressListener.SILENT);
        FittedModel dated = new FittedModel(
                fitted.model(),
                fitted.files(),
                new TreeMap<>(Map.of(FittedModel.TRAINED_UNTIL, trainedUntil.toString())));
        files.save(dated);
        store.register(new Version(dated.version(), "ewma", "candidate", Instant.EPOCH, null, dated.provenance()));
        store.promote(dated.version(), "test", null, null);
        return dated;
    }
}
