package io.credence.risk.testing;

import io.credence.risk.embedded.EmbeddedBroker;
import io.credence.risk.messaging.TopicAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;

/** The broker of a test JVM: started by the first test that asks, shared by all, gone with the JVM. */
public final class Broker {

    private static final class Holder {
        static final EmbeddedBroker BROKER = start();
    }

    private Broker() {}

    private static EmbeddedBroker start() {
        try {
            return EmbeddedBroker.start(Files.createTempDirectory("credence-broker-"))
                    .awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code host:port} of the shared broker. */
    public static String bootstrap() {
        return Holder.BROKER.bootstrap();
    }

    /** A new topic of ticks, with the topics beside it that the stream writes to; its name. */
    public static String newTickTopic(String word, int partitions) {
        String name = newTopic(word, partitions);
        try (TopicAdmin admin = TopicAdmin.of(bootstrap())) {
            List.of(".bars", ".forecasts", ".alerts", ".dlq", ".risk.seals")
                    .forEach(suffix -> admin.create(name + suffix, 1));
        }
        return name;
    }

    /** A new topic whose name begins with a word; its name. */
    public static String newTopic(String word, int partitions) {
        String name = word + "-" + UUID.randomUUID();
        try (TopicAdmin admin = TopicAdmin.of(bootstrap())) {
            admin.create(name, partitions);
        }
        return name;
    }
}
