package io.credence.risk.cli;

import io.credence.forecasting.market.BarSpec;
import io.credence.risk.demo.Demo;
import io.credence.risk.demo.DemoOptions;
import io.credence.risk.demo.Narrator;
import io.credence.risk.tape.Speed;
import io.credence.risk.tape.TapeBreak;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole way from tape to forecast on one machine. */
@Command(
        name = "demo",
        description = {
            "Run the whole way on a real tape of trades, with nothing installed.",
            "",
            "Starts a Kafka broker and a PostgreSQL, trains on the first 40 %% of 100,000 Bitstamp trades, streams the rest"
                    + " and shows the forecasts on a page. With CREDENCE_KAFKA_BOOTSTRAP and CREDENCE_DB_URL"
                    + " (CREDENCE_DB_USER, CREDENCE_DB_PASSWORD) it works on those servers instead, in a schema and topics"
                    + " of its own. The last line on standard output is a JSON object.",
            ""
        })
final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "600",
            description = "Multiple of real time, or max (default: ${DEFAULT-VALUE}).")
    private String speed;

    @Option(
            names = "--bars",
            paramLabel = "LENGTH",
            defaultValue = "1m",
            description = "Length of a bar (default: ${DEFAULT-VALUE}).")
    private String bars;

    @Option(
            names = "--until-forecasts",
            paramLabel = "N",
            description = "Stop once N champion forecasts are stored, over all horizons.")
    private @Nullable Long untilForecasts;

    @Option(
            names = "--instruments",
            paramLabel = "K",
            defaultValue = "1",
            description = "Play the tape under K names on 8 partitions, their clocks shifted evenly over a bar.")
    private int instruments;

    @Option(
            names = "--break",
            paramLabel = "KIND:SIZE",
            description = {
                "Change the tape from half-way through its stream on: vol:3x (returns times 3), skew:3x (negative returns"
                        + " times 3), bias:0.1%% (added to each bar's return), gap:30m (no trades), stale:30m (the price stands still)."
            })
    private @Nullable String tapeBreak;

    @Option(
            names = "--chaos",
            paramLabel = "N",
            defaultValue = "0",
            description = "Kill the service N times with SIGKILL at random moments and start it again.")
    private int chaos;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of the moments of --chaos (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--retrain",
            paramLabel = "on|off",
            defaultValue = "on",
            description = "Whether nights train challengers (default: ${DEFAULT-VALUE}).")
    private String retrain;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "bayesian",
            description = "The model to train (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keep broker and database in DIR and go on there next time; DIR/run.json has the addresses.")
    private @Nullable Path keep;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the page (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--replicas", hidden = true, defaultValue = "1")
    private int replicas;

    @Option(names = "--tape", hidden = true)
    private @Nullable Path tape;

    @Option(names = "--rows", hidden = true)
    private @Nullable Integer rows;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Demo demo = new Demo(options(), new Lines(err));
        Thread hook = new Thread(demo::close, "demo-close");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            String summary = demo.run();
            spec.commandLine().getOut().println(summary);
            spec.commandLine().getOut().flush();
            stayOnTerminal(err);
            return CommandLine.ExitCode.OK;
        } catch (RuntimeException e) {
            if (demo.isClosed()) {
                // Ctrl-C: what breaks while everything is being stopped is no news.
                return CommandLine.ExitCode.OK;
            }
            throw e;
        } finally {
            demo.close();
        }
    }

    private void stayOnTerminal(PrintWriter err) throws InterruptedException {
        if (untilForecasts == null
                && System.console() != null
                && System.console().isTerminal()) {
            err.println("The page stays up on http://localhost:" + port + " until Ctrl-C.");
            new CountDownLatch(1).await();
        }
    }

    private DemoOptions options() {
        try {
            return new DemoOptions(
                    new DemoOptions.Play(
                            tape,
                            rows == null ? OptionalInt.empty() : OptionalInt.of(rows),
                            Speed.parse(speed),
                            BarSpec.parse(bars),
                            instruments,
                            tapeBreak == null ? null : TapeBreak.parse(tapeBreak),
                            untilForecasts == null ? OptionalLong.empty() : OptionalLong.of(untilForecasts)),
                    new DemoOptions.Faults(chaos, seed, replicas),
                    model,
                    isOn(retrain),
                    keep,
                    port);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "credence demo: " + e.getMessage(), e);
        }
    }

    private static boolean isOn(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("retrain is '" + text + "'; it must be on or off");
        };
    }

    /** Lines and bars on standard error. */
    private record Lines(PrintWriter err) implements Narrator {

        @Override
        public void say(String line) {
            err.println(line);
        }

        @Override
        public Task begin(String task, String unit) {
            Progress progress = Progress.of(task, unit);
            return new Task() {
                @Override
                public void progress(long done, long total) {
                    progress.progress(done, total);
                }

                @Override
                public void close() {
                    progress.close();
                }
            };
        }
    }
}
