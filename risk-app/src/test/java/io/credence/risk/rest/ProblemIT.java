package io.credence.risk.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every refusal is a problem of RFC 9457 that names the value and what is allowed. */
@QuarkusTest
@WithTestResource(Desk.class)
final class ProblemIT {

    @Inject
    Seed seed;

    @BeforeEach
    void enter() {
        seed.enter();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "instruments/BTCUSD/forecasts?horizon=7 | 400 | horizon is '7'; it must be one of 1, 5, 15",
                "instruments/BTCUSD/forecasts?horizon=x | 400 | horizon is 'x'",
                "instruments/BTCUSD/forecasts?limit=0 | 400 | limit is '0'; it must be a whole number from 1 to 5000",
                "instruments/BTCUSD/forecasts?limit=9999999999 | 400 | limit is '9999999999'",
                "instruments/BTCUSD/forecasts?after=yesterday | 400 | after is 'yesterday'; it must be an ISO-8601",
                "instruments/BTCUSD/bars?after=2014-01-02T00:00:00Z&until=2014-01-01T00:00:00Z | 400 | until must not be",
                "instruments/BTCUSD/risk?level=0.5 | 400 | level is '0.5'; it must be a number between 0.5 and 1",
                "instruments/BTCUSD/risk?level=NaN | 400 | level is 'NaN'",
                "instruments/BTCUSD/risk?level=ninety | 400 | level is 'ninety'",
                "instruments/BTCUSD/calibration?window=0 | 400 | window is '0'",
                "instruments/ACME/risk | 404 | no instrument is called 'ACME'. Maybe you mean one of BTCUSD, ETHUSD, QUIET",
                "instruments/QUIET/risk | 404 | instrument QUIET has no forecast yet",
                "alerts?state=shut | 400 | state is 'shut'; it must be open or all",
                "models/nobody-1 | 404 | no model version is called 'nobody-1'",
                "training-runs/x | 400 | id is 'x'",
                "training-runs/99999 | 404 | no training run is called '99999'",
                "forecasts/x | 400 | id is 'x'; it must be a UUID",
                "forecasts/00000000-0000-0000-0000-000000000000 | 404 | no forecast is called",
                "stream?instrument=ACME | 404 | no instrument is called 'ACME'",
                "nothing | 404 | nothing is at /api/v1/nothing",
            })
    void refusalsNameTheValueAndWhatIsAllowed(String path, int status, String detail) {
        when().get("/api/v1/" + path)
                .then()
                .statusCode(status)
                .contentType(Problem.MEDIA_TYPE)
                .body("status", equalTo(status))
                .body("type", startsWith("urn:credence:problem:"))
                .body("detail", containsString(detail));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"cause\": | the body is not the JSON that is asked for",
                "{\"cause\": [1]} | the body is not the JSON that is asked for",
                "{\"cause\": \"  \"} | cause is of 0 characters; it must be text of 1 to 200 characters",
                "{} | cause is missing",
            })
    void bodiesThatCannotBeUsed(String body, String detail) {
        given().contentType("application/json")
                .body(body)
                .post("/api/v1/training-runs")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("detail", containsString(detail));
    }

    /** A form is what a foreign page could send without asking first. */
    @Test
    void aFormStartsNoTraining() {
        given().formParam("cause", "x")
                .post("/api/v1/training-runs")
                .then()
                .statusCode(415)
                .contentType(Problem.MEDIA_TYPE)
                .body("detail", containsString("application/json"));
    }

    @Test
    void anotherMethod() {
        when().delete("/api/v1/instruments")
                .then()
                .statusCode(405)
                .contentType(Problem.MEDIA_TYPE)
                .body("detail", containsString("does not answer this method"));
    }
}
