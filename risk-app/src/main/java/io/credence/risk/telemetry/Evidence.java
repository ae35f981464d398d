package io.credence.risk.telemetry;

import io.credence.risk.port.Batch;
import io.credence.risk.port.CalibrationRow;
import io.credence.risk.port.CommitFeed;
import io.credence.risk.port.ForecastKey;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The newest evidence of each monitor, as it passes by in the commits of this process. */
@ApplicationScoped
class Evidence {

    private final Map<Monitor, Double> newest = new ConcurrentHashMap<>();
    private final CommitFeed feed;
    private @Nullable AutoCloseable subscription;

    Evidence(CommitFeed feed) {
        this.feed = feed;
    }

    void start(@Observes StartupEvent start) {
        subscription = feed.subscribe(this::note);
    }

    void stop(@Observes ShutdownEvent stop) throws Exception {
        if (subscription != null) {
            subscription.close();
        }
    }

    private void note(Batch batch) {
        for (CalibrationRow row : batch.calibrations()) {
            if (row.lane().equals(ForecastKey.CHAMPION)) {
                newest.put(new Monitor(row.instrument(), row.horizon()), row.eValue());
            }
        }
    }

    /** The highest of all; 1 before the first. */
    double highest() {
        return newest.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    }

    private record Monitor(String instrument, int horizon) {}
}
