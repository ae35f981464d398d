package io.credence.risk.telemetry;

import io.credence.risk.port.StreamStatus;
import io.credence.risk.port.StreamStatus.Progress;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The stream's figures, read from memory when they are scraped. */
@ApplicationScoped
class StreamMetrics {

    private final MeterRegistry meters;
    private final StreamStatus stream;
    private final Evidence evidence;
    private final List<Meter> own = new ArrayList<>();

    StreamMetrics(MeterRegistry meters, StreamStatus stream, Evidence evidence) {
        this.meters = meters;
        this.stream = stream;
        this.evidence = evidence;
    }

    void register(@Observes StartupEvent start) {
        gauge("credence.lag.records", "Records behind the end of the partitions owned", StreamMetrics::lag);
        gauge("credence.stream.running", "1 while the loop runs", status -> status.running() ? 1 : 0);
        latency("0.5", status -> status.latency().p50());
        latency("0.99", status -> status.latency().p99());
        counter("credence.bars", "Bars committed", Progress::bars);
        counter("credence.forecasts", "Forecasts committed", Progress::forecasts);
        counter("credence.scores", "Scores committed", Progress::scores);
        counter("credence.replayed", "Forecasts stored before with equal values", Progress::replayed);
        counter("credence.divergent", "Forecasts stored before with other values; must stay 0", Progress::divergent);
        counter("credence.dead.letters", "Records that could not be used", Progress::deadLetters);
        own.add(Gauge.builder("credence.e.value", evidence, Evidence::highest)
                .description(
                        "Highest present evidence against calibration over instruments and horizons; 1 says nothing")
                .register(meters));
    }

    /**
     * A {@link MeterRegistry} outlives the service where several run in one JVM, one after the other: a meter left there keeps its
     * name and reads a stream that is gone.
     */
    void remove(@Observes ShutdownEvent stop) {
        own.forEach(meters::remove);
    }

    private void gauge(String name, String description, ToDoubleFunction<StreamStatus> value) {
        own.add(Gauge.builder(name, stream, value).description(description).register(meters));
    }

    private void latency(String quantile, ToDoubleFunction<StreamStatus> milliseconds) {
        own.add(Gauge.builder("credence.commit.latency", stream, status -> milliseconds.applyAsDouble(status) / 1000)
                .description("From the poll that closed a bar to its commit, since the process began")
                .baseUnit("seconds")
                .tag("quantile", quantile)
                .register(meters));
    }

    private void counter(String name, String description, ToDoubleFunction<Progress> value) {
        own.add(FunctionCounter.builder(name, stream, status -> value.applyAsDouble(status.progress()))
                .description(description)
                .register(meters));
    }

    private static double lag(StreamStatus status) {
        return status.lag().values().stream().mapToLong(Long::longValue).sum();
    }
}
