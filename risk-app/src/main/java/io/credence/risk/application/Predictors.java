package io.credence.risk.application;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.model.CorruptModelException;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ModelCatalogue;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.volatility.EwmaModel;
import io.credence.risk.port.DistributionReader;
import io.credence.risk.port.ModelFiles;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Loaded predictors by version. {@link #named} and {@link #retain} belong to the stream's thread, which alone computes with
 * the predictors; {@link #read} may be called from any thread.
 *
 * <p>A version whose files are missing or corrupt does not stop the stream: the EWMA reference stands in for it, and
 * {@link #standIns} says so. The stand-in bears its own version, so no forecast claims a model that did not make it: compare
 * {@code named(champion).version()}, not the champion's name, with a position's version to know whether a swap is due.
 */
public final class Predictors implements DistributionReader, AutoCloseable {

    /** Versions beyond those retained that stay loaded for readers of old forecasts. */
    private static final int READERS = 4;

    private static final Logger LOG = Logger.getLogger(Predictors.class);

    private final ModelFiles files;
    private final Predictor reference;
    private final Map<String, Predictor> loaded = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Instant> learntUntil = new TreeMap<>();
    private final Map<String, String> standIns = new TreeMap<>();
    private final Map<String, String> refused = new TreeMap<>();
    private final Set<String> retained = new HashSet<>();

    /** @param horizons in bars, of the reference */
    public Predictors(ModelFiles files, List<Integer> horizons) {
        this.files = files;
        this.reference = EwmaModel.reference(horizons);
    }

    /** The EWMA reference: the fall-back, and what forecasts are compared with. */
    public Predictor reference() {
        return reference;
    }

    /** The predictor of a version, loaded when it is not yet; the reference where it cannot be. */
    public synchronized Predictor named(String version) {
        if (standIns.containsKey(version)) {
            return reference;
        }
        retained.add(version);
        try {
            return load(version);
        } catch (CorruptModelException e) {
            LOG.errorf("the EWMA reference stands in for model %s: %s", version, e.getMessage());
            standIns.put(version, e.getMessage());
            return reference;
        }
    }

    /**
     * The end of the last bar that a version learnt from; 1970-01-01 for the reference, which learns nothing.
     *
     * @throws CorruptModelException when its files are missing or changed
     */
    synchronized Instant learntUntil(String version) {
        load(version);
        return learntUntil.getOrDefault(version, Instant.EPOCH);
    }

    /** The predictor of a challenger on trial; empty where it cannot be loaded, or has failed: nothing stands in for it. */
    public synchronized Optional<Predictor> shadow(String version) {
        if (refused.containsKey(version)) {
            return Optional.empty();
        }
        retained.add(version);
        try {
            return Optional.of(load(version));
        } catch (CorruptModelException e) {
            refuse(version, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Lets a challenger compute no more. */
    synchronized void refuse(String version, String reason) {
        refused.put(version, reason);
    }

    /** Why a challenger on trial does not forecast; empty while it does. */
    public synchronized Optional<String> refusal(String version) {
        return Optional.ofNullable(refused.get(version));
    }

    /** Closes all that no position needs any more, but for a few that readers of old forecasts may ask for. */
    public synchronized void retain(Set<String> versions) {
        retained.clear();
        retained.addAll(versions);
        trim(READERS);
    }

    /** Why the reference stands in for a version, by version; empty in health. */
    public synchronized Map<String, String> standIns() {
        return Map.copyOf(standIns);
    }

    @Override
    public ForecastDistribution read(String modelVersion, byte[] distribution) {
        return reader(modelVersion).decode(distribution);
    }

    private synchronized Predictor reader(String version) {
        Predictor predictor = load(version);
        trim(READERS);
        return predictor;
    }

    @Override
    public synchronized void close() {
        retained.clear();
        trim(0);
    }

    /** Closes the versions that were used longest ago, of those that nobody retains. */
    private void trim(int keep) {
        List<String> idle = loaded.keySet().stream()
                .filter(version -> !retained.contains(version))
                .toList();
        idle.stream().limit(Math.max(0, idle.size() - keep)).forEach(version -> {
            Predictor gone = loaded.remove(version);
            if (gone != null) {
                gone.close();
            }
        });
    }

    private Predictor load(String version) {
        if (version.equals(reference.version())) {
            return reference;
        }
        Predictor known = loaded.get(version);
        if (known != null) {
            return known;
        }
        Predictor predictor = predictor(version);
        loaded.put(version, predictor);
        return predictor;
    }

    private Predictor predictor(String version) {
        FittedModel fitted = files.load(version);
        learntUntil.put(version, fitted.trainedUntil());
        try {
            return ModelCatalogue.named(fitted.model()).load(fitted);
        } catch (IllegalArgumentException e) {
            throw new CorruptModelException("model version " + version + " cannot be loaded: " + e.getMessage(), e);
        }
    }
}
