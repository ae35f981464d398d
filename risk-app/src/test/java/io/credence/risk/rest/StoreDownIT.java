package io.credence.risk.rest;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service starts without a database, and says so to whoever asks. */
@QuarkusTest
@WithTestResource(StoreDownIT.Nowhere.class)
final class StoreDownIT {

    /** An address where nothing listens. */
    public static final class Nowhere implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            return Map.of(
                    "credence.db.url", "jdbc:postgresql://127.0.0.1:1/nothing",
                    "credence.db.password", "hunter2",
                    "credence.stream.enabled", "false",
                    "credence.retrain.enabled", "false",
                    "quarkus.http.test-port", "0");
        }

        @Override
        public void stop() {
            // Nothing was started.
        }
    }

    @Test
    void questionsAreAnsweredWithAProblemAndATimeToRetry() {
        when().get("/api/v1/instruments")
                .then()
                .statusCode(503)
                .contentType(Problem.MEDIA_TYPE)
                .header("Retry-After", "5")
                .body("detail", containsString("database cannot be reached"))
                .body("detail", not(containsString("hunter2")));
    }

    @Test
    void isAliveButNotReady() {
        when().get("/q/health/live").then().statusCode(200);
        when().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'database' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'database' }.data.reason", not(containsString("hunter2")));
    }

    @Test
    void thePageStillLoads() {
        when().get("/").then().statusCode(200).header("Content-Security-Policy", containsString("default-src 'self'"));
    }
}
