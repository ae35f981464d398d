package io.credence.risk.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One Kafka broker that is its own controller: {@code BrokerMain FOLDER PORT CONTROLLER_PORT}. Formats the folder when it
 * is new. Names Kafka's classes as text, since the broker must stay off the service's class path.
 */
public final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        Path folder = Path.of(args[0]).toAbsolutePath();
        FolderLock.await(folder);
        Path config = write(folder, settings(folder, args[1], args[2]));
        if (!Files.exists(folder.resolve("log/meta.properties"))) {
            format(config);
        }
        call("kafka.Kafka", "main", new Class<?>[] {String[].class}, (Object) new String[] {config.toString()});
    }

    private static Properties settings(Path folder, String port, String controllerPort) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", folder.resolve("log").toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("message.max.bytes", Integer.toString(EmbeddedBroker.MAX_RECORD_BYTES));
        // The tape is of 2013: a broker that deletes by age would empty the topics under the service.
        settings.put("log.retention.ms", "-1");
        aloneAndSmall(settings);
        return settings;
    }

    private static void aloneAndSmall(Properties settings) {
        for (String internal :
                new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.put(internal + ".replication.factor", "1");
            settings.put(internal + ".num.partitions", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("log.segment.bytes", "67108864");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
    }

    private static Path write(Path folder, Properties settings) throws IOException {
        Path config = folder.resolve("server.properties");
        try (var out = Files.newBufferedWriter(
                config, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            settings.store(out, "written at each start");
        }
        return config;
    }

    private static void format(Path config) throws ReflectiveOperationException {
        String[] args = {"format", "-t", newClusterId(), "-c", config.toString()};
        Object code = call(
                "kafka.tools.StorageTool",
                "execute",
                new Class<?>[] {String[].class, PrintStream.class},
                args,
                System.err);
        if (!Integer.valueOf(0).equals(code)) {
            throw new IllegalStateException("formatting for " + config + " ended with code " + code);
        }
    }

    /** Kafka's ids are 16 bytes in URL-safe base 64; those that begin with a dash would read as an option. */
    private static String newClusterId() {
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        id[0] &= 0x7f;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    private static Object call(String type, String method, Class<?>[] parameters, Object... args)
            throws ReflectiveOperationException {
        try {
            return Class.forName(type).getMethod(method, parameters).invoke(null, args);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type + "." + method + " failed: " + e.getCause(), e.getCause());
        }
    }
}
