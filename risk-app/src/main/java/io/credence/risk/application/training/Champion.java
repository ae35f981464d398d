package io.credence.risk.application.training;

import io.credence.forecasting.model.CorruptModelException;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ModelCatalogue;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.series.TrainingData;
import io.credence.risk.port.ModelFiles;
import io.credence.risk.port.ModelStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Whom a challenger has to beat: the champion, or the EWMA reference where the champion's files cannot be loaded (the stream
 * runs on the reference then) or it forecasts other horizons than are asked for now.
 *
 * @param version the champion's, also when another stands in
 * @param model what is compared
 * @param used the end of the last bar that trained it or took part in its choice
 * @param standIn why the reference stands in; empty when it does not
 */
record Champion(String version, FittedModel model, Instant used, Optional<String> standIn) {

    /** The report's key for the end of the last bar that a comparison looked at. */
    static final String COMPARED_UNTIL = "compared_until";

    private static final Logger LOG = Logger.getLogger(Champion.class);

    static Optional<Champion> of(ModelStore store, ModelFiles files, Material material) {
        return store.champion().map(version -> load(version, store, files, material));
    }

    private static Champion load(String version, ModelStore store, ModelFiles files, Material material) {
        try {
            FittedModel fitted = files.load(version);
            List<Integer> horizons = horizons(fitted);
            if (!horizons.equals(material.horizons())) {
                return standIn(
                        version, material, "it forecasts the horizons " + horizons + ", not " + material.horizons());
            }
            Instant used = later(fitted.trainedUntil(), choiceUntil(version, store));
            return new Champion(version, fitted, used, Optional.empty());
        } catch (CorruptModelException e) {
            LOG.warnf("the champion cannot be compared with: %s", e.getMessage());
            return standIn(version, material, String.valueOf(e.getMessage()));
        }
    }

    private static Champion standIn(String version, Material material, String reason) {
        return new Champion(
                version, reference(material), Instant.EPOCH, Optional.of("the EWMA reference in its place: " + reason));
    }

    /** Who stands in. */
    static FittedModel reference(Material material) {
        TrainingData nothing = new TrainingData(material.spec(), material.horizons(), List.of());
        return ModelCatalogue.named("ewma").fit(nothing, new FitOptions(1, 1), ProgressListener.SILENT);
    }

    private static List<Integer> horizons(FittedModel fitted) {
        try (Predictor predictor = ModelCatalogue.named(fitted.model()).load(fitted)) {
            return predictor.horizons();
        }
    }

    /** The bars that won it its place favour it, by luck among other things: they must not judge it again. */
    private static Instant choiceUntil(String version, ModelStore store) {
        return store.version(version)
                .flatMap(stored -> Optional.ofNullable(stored.runId()))
                .flatMap(store::run)
                .flatMap(run -> Optional.ofNullable(run.report().get(COMPARED_UNTIL)))
                .map(Instant::parse)
                .orElse(Instant.EPOCH);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
