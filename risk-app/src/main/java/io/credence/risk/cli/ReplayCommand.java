package io.credence.risk.cli;

import io.credence.forecasting.market.PriceTick;
import io.credence.risk.config.Environment;
import io.credence.risk.messaging.TickPublisher;
import io.credence.risk.tape.ByteCounter;
import io.credence.risk.tape.CsvTicks;
import io.credence.risk.tape.Pacer;
import io.credence.risk.tape.Speed;
import io.credence.risk.tape.TapeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes a CSV of trades or quotes to a topic. */
@Command(
        name = "replay",
        description = {
            "Publish a CSV of trades or quotes to a topic.",
            "",
            "The first line names the columns: timestamp,instrument,price,size or timestamp,instrument,bid,ask, in any order."
                    + " Timestamps are ISO-8601 instants, or seconds or milliseconds since 1970. A file that ends in .gz is"
                    + " unpacked. A tick's sequence is the number of its row.",
            ""
        })
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The CSV, or .csv.gz.")
    private Path file;

    @Option(names = "--topic", required = true, paramLabel = "T", description = "The topic, which must exist.")
    private String topic;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "Multiple of real time, or max (default: ${DEFAULT-VALUE}).")
    private String speed;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description =
                    "The feed that the row numbers belong to; a row that was published under it before is dropped as a"
                            + " repeat (default: the file's name).")
    private @Nullable String source;

    @Option(
            names = "--instrument",
            paramLabel = "NAME",
            description = "The instrument of all rows of a CSV without that column.")
    private @Nullable String instrument;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "The broker (default: CREDENCE_KAFKA_BOOTSTRAP, else localhost:9092).")
    private @Nullable String bootstrap;

    @Override
    public Integer call() throws IOException {
        Pacer pacer = new Pacer(Speed.parse(speed));
        ByteCounter read = new ByteCounter();
        try (CsvTicks ticks = CsvTicks.open(file, read, instrument, feed());
                TickPublisher publisher = TickPublisher.open(address(), topic);
                Progress progress = Progress.of("replay", "KiB")) {
            publish(ticks, publisher, pacer, () -> progress.progress(read.bytes() / 1024, size() / 1024));
            spec.commandLine().getErr().println("replay: " + publisher.acknowledged() + " ticks published to " + topic);
        }
        return CommandLine.ExitCode.OK;
    }

    private static void publish(CsvTicks ticks, TickPublisher publisher, Pacer pacer, Runnable progress) {
        try {
            for (PriceTick tick = ticks.next(); tick != null; tick = ticks.next()) {
                pacer.await(tick.eventTime());
                publisher.publish(tick);
                progress.run();
            }
        } catch (TapeException e) {
            publisher.flush();
            throw new TapeException(
                    e.getMessage() + " The " + publisher.acknowledged() + " rows before it were published.", e);
        }
        publisher.flush();
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new TapeException(file + " cannot be measured: " + e.getMessage(), e);
        }
    }

    private String feed() {
        return source != null ? source : file.getFileName().toString();
    }

    private String address() {
        return bootstrap != null
                ? bootstrap
                : Environment.read(Map.of()).kafka().bootstrap();
    }
}
