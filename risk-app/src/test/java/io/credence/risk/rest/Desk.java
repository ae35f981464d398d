package io.credence.risk.rest;

import io.credence.risk.persistence.DbAddress;
import io.credence.risk.testing.Database;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The service on a database of its own, without a stream: what it knows is entered through its ports. */
public final class Desk implements QuarkusTestResourceLifecycleManager {

    private final Database database = Database.fresh();

    @Override
    public Map<String, String> start() {
        DbAddress address = database.address();
        Map<String, String> settings = new HashMap<>(Map.of(
                "credence.db.url",
                address.url(),
                "credence.db.user",
                address.user(),
                "credence.db.schema",
                address.schema(),
                "credence.stream.enabled",
                "false",
                "credence.retrain.enabled",
                "false",
                "quarkus.http.test-port",
                "0"));
        if (address.password() != null) {
            settings.put("credence.db.password", address.password());
        }
        return settings;
    }

    @Override
    public void stop() {
        database.close();
    }
}
