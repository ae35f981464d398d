package io.credence.risk.demo;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Heartbeat;
import io.credence.forecasting.market.Instrument;
import io.credence.risk.config.CredenceConfig;
import io.credence.risk.config.Environment;
import io.credence.risk.demo.DemoOptions.Play;
import io.credence.risk.embedded.Ports;
import io.credence.risk.embedded.ServerJars;
import io.credence.risk.messaging.TickPublisher;
import io.credence.risk.messaging.TopicAdmin;
import io.credence.risk.messaging.TopicTail;
import io.credence.risk.port.Counters;
import io.credence.risk.port.IncidentRow;
import io.credence.risk.port.RiskQueries.Totals;
import io.credence.risk.tape.Pacer;
import io.credence.risk.tape.Playbill;
import io.credence.risk.tape.TradeTape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One run of the demo, from nothing to its summary. {@link #close} ends it from any thread, at any moment. */
public final class Demo implements AutoCloseable {

    private static final int PARTITIONS_OF_MANY = 8;
    /** Names that are there for load need something to go on from; a thousand whole histories would take minutes to write. */
    private static final int HISTORY_OF_MANY = 300;

    private static final int BARS_AT_ONCE = 50_000;

    /** Incidents and training runs in the summary. */
    private static final int SUMMED_UP = 50;

    /** An hour of the tape at the default speed, and some. */
    private static final Duration COOL_DOWN = Duration.ofSeconds(10);

    private static final Duration DRAIN_PATIENCE = Duration.ofMinutes(2);
    private static final Duration DRAIN_POLL = Duration.ofMillis(100);
    private static final Duration PORT_PATIENCE = Duration.ofSeconds(30);

    private final DemoOptions options;
    private final Narrator narrator;
    private final CredenceConfig config;
    private final Closers closers = new Closers();
    private final long began = System.nanoTime();

    public Demo(DemoOptions options, Narrator narrator) {
        this.options = options;
        this.narrator = narrator;
        this.config = Environment.read(Map.of());
    }

    /**
     * Runs to the tape's end, or until enough forecasts are stored.
     *
     * @return the summary as one line of JSON
     * @throws DemoException when something is in the way; everything that was started is stopped by {@link #close}
     */
    public String run() {
        RunFolder folder = RunFolder.open(options.keep());
        closers.add(folder);
        checkPort(!folder.read().isEmpty());
        Play play = options.play();
        TradeTape tape = tape(play);
        RunIdentity identity = RunIdentity.of(
                folder,
                new RunIdentity(
                        RunIdentity.newName(Instant.now()),
                        play.file() == null ? TradeTape.SOURCE : play.file().toString(),
                        tape.rows(),
                        play.bars().toString(),
                        play.instruments(),
                        options.model(),
                        play.broken() == null
                                ? RunIdentity.UNBROKEN
                                : play.broken().toString()));
        Playbill whole = new Playbill(tape, play.bars(), play.instruments(), clocks(partitions()));
        Playbill bill = play.broken() == null ? whole : whole.broken(play.broken());
        try {
            Servers servers = closers.add(Servers.start(folder, identity.run(), config, System.getenv()));
            return play(folder, identity, servers, bill);
        } catch (RuntimeException e) {
            if (!isClosed()) {
                folder.spare();
            }
            throw e;
        }
    }

    private void checkPort(boolean resumed) {
        long deadline = System.nanoTime() + (resumed ? PORT_PATIENCE.toNanos() : 0);
        while (!Ports.isFree(options.port())) {
            if (System.nanoTime() >= deadline) {
                throw new DemoException(
                        "port " + options.port()
                                + " of 127.0.0.1 is taken by another process. Maybe end that one, or choose another with --port.");
            }
            LockSupport.parkNanos(DRAIN_POLL.toNanos());
        }
    }

    private static TradeTape tape(Play play) {
        TradeTape whole = play.file() == null ? TradeTape.bitstamp(ServerJars.folder()) : TradeTape.file(play.file());
        return play.rows().isPresent() ? whole.first(play.rows().getAsInt()) : whole;
    }

    private int partitions() {
        return options.play().instruments() == 1 ? 1 : PARTITIONS_OF_MANY;
    }

    private static Playbill.Clocks clocks(int partitions) {
        return new Playbill.Clocks(partitions, name -> TickPublisher.partition(name, partitions));
    }

    private String play(RunFolder folder, RunIdentity identity, Servers servers, Playbill bill) {
        int partitions = partitions();
        Map<String, Object> run = run(identity, servers);
        folder.write(run);
        say(servers.migrate().why());
        servers.createTopics(partitions);
        say("broker at " + servers.bootstrap() + ", database at " + servers.address());
        Stores stores = Stores.of(servers.address(), servers.topicPrefix());
        long historyBars = enterHistory(bill, stores);
        say(historyBars + " bars of history until " + bill.historyEnd());
        Map<String, String> environment = environment(servers, folder);
        List<String> names = bill.instruments().stream().map(Instrument::name).toList();
        Trainer trainer = new Trainer(stores.models(), environment, folder.path("trainer.log"));
        trainer.begin(Trainer.scope(names), closers);
        Services services = startServices(environment, folder);
        String version = trainer.champion();
        say("the champion is " + version);
        services.awaitVersion(version, partitions);
        say("the service is ready: http://localhost:" + options.port());
        try (TopicAdmin admin = TopicAdmin.of(servers.bootstrap())) {
            Watch.Stream stream = new Watch.Stream(
                    admin, "credence_demo_" + identity.run(), servers.ticks(), bill.streamed() + partitions);
            int restarts = new Player(servers, services, stores, stream, partitions).play(bill, folder, run);
            return summary(stores, services, bill, historyBars, restarts);
        }
    }

    private long enterHistory(Playbill bill, Stores stores) {
        List<Instrument> instruments = bill.instruments();
        instruments.forEach(stores.history()::save);
        long entered = 0;
        List<Bar> bars = new ArrayList<>();
        for (int k = 0; k < instruments.size(); k++) {
            bars.addAll(bill.history(k, k == 0 ? Integer.MAX_VALUE : HISTORY_OF_MANY));
            if (bars.size() >= BARS_AT_ONCE || k == instruments.size() - 1) {
                stores.history().append(options.play().bars().toString(), bars);
                entered += bars.size();
                bars.clear();
            }
        }
        return entered;
    }

    private Map<String, String> environment(Servers servers, RunFolder folder) {
        Map<String, String> environment = new LinkedHashMap<>(servers.environment());
        environment.put("CREDENCE_REGISTRY", folder.path("registry").toString());
        environment.put("CREDENCE_BARS", options.play().bars().toString());
        environment.put("CREDENCE_MODEL", options.model());
        environment.put("CREDENCE_RETRAIN_ENABLED", Boolean.toString(options.retrain()));
        environment.put("CREDENCE_RETRAIN_COOL_DOWN", COOL_DOWN.toString());
        return environment;
    }

    private Services startServices(Map<String, String> environment, RunFolder folder) {
        Services services = closers.add(new Services(environment, folder.path("logs")));
        services.add(options.port());
        for (int replica = 1; replica < options.faults().replicas(); replica++) {
            services.add(Services.furtherPort());
        }
        services.awaitReady();
        return services;
    }

    private Map<String, Object> run(RunIdentity identity, Servers servers) {
        Map<String, Object> run = identity.values();
        run.put("kafka_bootstrap", servers.bootstrap());
        run.put("topic", servers.ticks());
        run.put("db_url", servers.address().url());
        run.put("db_user", servers.address().user());
        run.put("db_schema", servers.address().schema());
        run.put("page", "http://localhost:" + options.port());
        return run;
    }

    private String summary(Stores stores, Services services, Playbill bill, long historyBars, int restarts) {
        String spec = options.play().bars().toString();
        Totals totals = stores.queries().totals(spec);
        return new Summary(
                        totals,
                        stores.incidents()
                                .incidents(EnumSet.allOf(IncidentRow.State.class), SUMMED_UP)
                                .reversed(),
                        stores.models().runs(SUMMED_UP).reversed(),
                        aftermath(stores, bill),
                        historyBars,
                        restarts,
                        services.latency("p50").orElse(null),
                        services.latency("p99").orElse(null),
                        stores.models().champion().orElse(""),
                        stores.queries().checksum(spec))
                .json();
    }

    private @Nullable Aftermath aftermath(Stores stores, Playbill bill) {
        Play play = options.play();
        return play.broken() == null ? null : Aftermath.of(play.broken(), stores.queries(), bill, play.bars());
    }

    private void say(String line) {
        narrator.say(String.format(Locale.ROOT, "%5.1f s  %s", (System.nanoTime() - began) / 1e9, line));
    }

    /** Whether {@link #close} was called. */
    public boolean isClosed() {
        return closers.isClosed();
    }

    @Override
    public void close() {
        closers.close();
    }

    /** Plays the stream and waits until the service is through with it. */
    private final class Player {

        private final Servers servers;
        private final Services services;
        private final Stores stores;
        private final Watch.Stream stream;
        private final int partitions;

        Player(Servers servers, Services services, Stores stores, Watch.Stream stream, int partitions) {
            this.servers = servers;
            this.services = services;
            this.stores = stores;
            this.stream = stream;
            this.partitions = partitions;
        }

        /** @return how often the service was restarted */
        int play(Playbill bill, RunFolder folder, Map<String, Object> run) {
            String spec = options.play().bars().toString();
            try (Watch watch = new Watch(
                    servers,
                    services,
                    stream,
                    options.faults(),
                    () -> stores.queries().championForecasts(),
                    options.play().untilForecasts())) {
                try (TickPublisher publisher = TickPublisher.open(servers.bootstrap(), servers.ticks())) {
                    publish(bill, publisher, watch);
                    run.put("acknowledged", publisher.acknowledged());
                    folder.write(run);
                }
                if (!watch.hasEnough()) {
                    say("the tape is at its end");
                    drain(watch, spec, folder);
                }
                watch.throwFailure();
                return watch.restarts();
            }
        }

        private void publish(Playbill bill, TickPublisher publisher, Watch watch) {
            Resume resume = new Resume(TopicTail.of(servers.bootstrap(), servers.ticks()), partitions);
            Pacer pacer = new Pacer(options.play().speed());
            TrainingPause pause = new TrainingPause(stores);
            boolean pauses = options.retrain() && options.play().broken() != null;
            long total = bill.streamed();
            long done = 0;
            try (Narrator.Task task = narrator.begin("ticks", "ticks")) {
                for (Iterator<Playbill.Played> trades = bill.stream();
                        trades.hasNext() && !watch.shouldStop();
                        done++) {
                    Playbill.Played next = trades.next();
                    if (pauses && pause.await(watch::shouldStop)) {
                        pacer.restart();
                    }
                    if (!resume.isPublished(next.trade())) {
                        pacer.await(next.due(), watch::shouldStop);
                        publisher.publish(next.trade());
                        task.progress(done + 1, total);
                    }
                }
            }
            watch.throwFailure();
            if (!watch.hasEnough()) {
                publisher.heartbeat(new Heartbeat(bill.curtain(config.allowedLateness())));
            }
            publisher.flush();
        }

        /** Waits until every record has had its fate, by the counters in the database. */
        private void drain(Watch watch, String spec, RunFolder folder) {
            long total = stream.admin().endOffsets(stream.topic()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            long deadline = System.nanoTime() + DRAIN_PATIENCE.toNanos();
            long before = -1;
            try (Narrator.Task task = narrator.begin("service", "records")) {
                while (!watch.shouldStop() && !(watch.isOverWithFaults() && isThrough(total, spec))) {
                    long consumed = stream.consumed();
                    task.progress(Math.min(consumed, total), total);
                    if (consumed != before) {
                        deadline = System.nanoTime() + DRAIN_PATIENCE.toNanos();
                        before = consumed;
                    }
                    if (System.nanoTime() > deadline) {
                        throw new DemoException("the service has consumed " + consumed + " of " + total
                                + " records and nothing for " + DRAIN_PATIENCE.toSeconds()
                                + " s. Maybe its log says why: " + folder.path("logs"));
                    }
                    LockSupport.parkNanos(DRAIN_POLL.toNanos());
                }
            }
        }

        private boolean isThrough(long total, String spec) {
            return stream.consumed() >= total
                    && fates(stores.queries().totals(spec).counters()) >= total;
        }

        private static long fates(Counters counters) {
            return counters.ticks() + counters.refused() + counters.heartbeats() + counters.deadLetters();
        }
    }
}
