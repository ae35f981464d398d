package io.credence.risk.messaging;

import io.credence.forecasting.model.FittedModel;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.port.ModelStore.Version;
import io.credence.risk.testing.Database;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** An EWMA model with a file more than the reference: it computes the same under another version. */
final class OtherModel {

    static final FittedModel FITTED = of("other");

    private OtherModel() {}

    /** Another text is another version. */
    static FittedModel of(String text) {
        return new FittedModel(
                "ewma",
                new TreeMap<>(Map.of(
                        "horizons.txt", "1,5,15".getBytes(StandardCharsets.UTF_8),
                        "other.txt", text.getBytes(StandardCharsets.UTF_8))),
                new TreeMap<>());
    }

    /** Makes it the champion, whether or not its files were saved; its version. */
    static String promote(Database database) {
        JdbcModelStore store = new JdbcModelStore(Connections.plain(database.address()), "");
        store.register(new Version(FITTED.version(), "ewma", "candidate", Instant.EPOCH, null, Map.of()));
        store.promote(FITTED.version(), "test", null, null);
        return FITTED.version();
    }
}
