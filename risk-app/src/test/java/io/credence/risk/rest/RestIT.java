package io.credence.risk.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.ShadowStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST API on the real database. */
@QuarkusTest
@WithTestResource(Desk.class)
final class RestIT {

    private static final String BTC = "/api/v1/instruments/" + Seed.INSTRUMENT;
    private static final RestAssuredConfig DOUBLES =
            RestAssuredConfig.config().jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE));

    @Inject
    Seed seed;

    @Inject
    ModelStore models;

    @Inject
    ShadowStore shadows;

    @BeforeEach
    void enter() {
        seed.enter();
    }

    @Test
    void instruments() {
        when().get("/api/v1/instruments")
                .then()
                .statusCode(200)
                .body("name", contains(Seed.INSTRUMENT, Companion.INSTRUMENT, "QUIET"))
                .body("[0].horizons", contains(1, 5, 15));
    }

    @Test
    void anInstrumentHasItsNewestBar() {
        when().get(BTC)
                .then()
                .statusCode(200)
                .body("newestBar", equalTo(seed.newest().end().toString()));
        when().get("/api/v1/instruments/QUIET").then().statusCode(200).body("newestBar", nullValue());
    }

    @Test
    void latestForecastsOfEveryHorizon() {
        given().config(DOUBLES)
                .get(BTC + "/forecasts/latest")
                .then()
                .statusCode(200)
                .body("horizon", contains(1, 5, 15))
                .body("[0].origin", equalTo(seed.newest().end().toString()))
                .body("[0].price", equalTo(seed.newest().close()))
                .body("[0].quantiles.probability", contains(0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99))
                .body("[0].quantiles[3].price", closeTo(seed.newest().close(), 1e-9))
                .body("[0].source.valueHash", equalTo("01".repeat(32)));
    }

    @Test
    void varianceHasItsTwoParts() {
        given().config(DOUBLES)
                .get(BTC + "/forecasts/latest")
                .then()
                .body("[0].aleatoricVariance", closeTo(0.99 * Seed.SD * Seed.SD, 1e-12))
                .body("[0].epistemicVariance", closeTo(0.01 * Seed.SD * Seed.SD, 1e-12));
    }

    @Test
    void forecastsComeInPagesWithoutGapOrRepeat() {
        Instant until = Seed.START.plusSeconds(60L * 250);
        List<String> origins = new ArrayList<>();
        String after = Seed.START.toString();
        while (after != null) {
            Response page = given().queryParam("horizon", 5)
                    .queryParam("limit", 100)
                    .queryParam("after", after)
                    .queryParam("until", until.toString())
                    .get(BTC + "/forecasts");
            origins.addAll(page.jsonPath().getList("items.origin"));
            after = page.jsonPath().getString("next");
        }
        assertThat(origins).hasSize(250).doesNotHaveDuplicates().isSorted();
        assertThat(origins.getLast()).isEqualTo(until.toString());
    }

    @Test
    void aForecastByItsId() {
        String id = when().get(BTC + "/forecasts/latest").path("[1].id");
        when().get("/api/v1/forecasts/" + id).then().statusCode(200).body("horizon", equalTo(5));
    }

    @Test
    void scoresNameTheLevelsThatWereBreached() {
        List<Double> worst = given().config(DOUBLES)
                .queryParam("limit", 1000)
                .get(BTC + "/scores")
                .jsonPath()
                .getList("items.findAll { it.breaches.size() == 3 }.realised", Double.class);
        double risk = Seed.distribution(1).valueAtRisk(new ConfidenceLevel(0.99));
        assertThat(worst).isNotEmpty().allMatch(realised -> -realised > risk);
    }

    @Test
    void barsOfARange() {
        given().queryParam("until", Seed.START.plusSeconds(180).toString())
                .get(BTC + "/bars")
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .body("items.ticks", everyItem(equalTo(3)))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.95, 0.975, 0.99, 0.9, 0.999})
    void riskAtAnyLevel(double level) {
        ConfidenceLevel asked = new ConfidenceLevel(level);
        given().config(DOUBLES)
                .queryParam("level", level)
                .queryParam("horizon", 5)
                .get(BTC + "/risk")
                .then()
                .statusCode(200)
                .body("risk.level", equalTo(level))
                .body("risk.valueAtRisk.value", closeTo(Seed.distribution(5).valueAtRisk(asked), 1e-9))
                .body(
                        "risk.expectedShortfall.value",
                        closeTo(Seed.distribution(5).expectedShortfall(asked), 1e-9))
                .body("unit", containsString("loss is positive"));
    }

    @Test
    void calibrationAddsUp() {
        Response answer = given().config(DOUBLES).queryParam("window", 300).get(BTC + "/calibration");
        answer.then()
                .statusCode(200)
                .body("outcomes", equalTo(300))
                .body("coverage.expected", contains(0.95, 0.975, 0.99))
                .body("pit", hasSize(20))
                .body("reliability", hasSize(19))
                .body("skill", closeTo(0.2, 1e-9))
                .body("eValue", equalTo(0.75));
        double sum = answer.jsonPath().getList("pit.observed", Double.class).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    @Test
    void calibrationBeforeTheFirstOutcomeIsEmpty() {
        when().get("/api/v1/instruments/QUIET/calibration")
                .then()
                .statusCode(200)
                .body("outcomes", equalTo(0))
                .body("crps", nullValue());
    }

    @Test
    void openAlertsAndAllOfThem() {
        when().get("/api/v1/alerts").then().statusCode(200).body("clearedAt", everyItem(nullValue()));
        given().queryParam("state", "all")
                .get("/api/v1/alerts")
                .then()
                .statusCode(200)
                .body("what", hasItem(containsString("1.2 times as wide")))
                .body("clearedAt", hasItem(notNullValue()));
    }

    @Test
    void aModelHasACard() {
        String card = when().get("/api/v1/models/" + Seed.CHAMPION + "/card")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .extract()
                .asString();
        assertThat(card)
                .contains("Model card of " + Seed.CHAMPION)
                .containsPattern("<th scope=\"row\">steps</th><td>400</td>")
                .contains("No training run of this service made it")
                // 1 bar ahead, all of the outcomes, and how they compare with 1.25 times their CRPS.
                .containsPattern("<tr><td class=\"number\">1</td><td class=\"number\">\\d{3}</td>")
                .contains("the first");
        when().get("/api/v1/models/none/card").then().statusCode(404);
    }

    @Test
    void anIncidentIsListedByItsStateAndTakenOn() {
        String id = when().get("/api/v1/incidents")
                .then()
                .statusCode(200)
                .body("cause", hasItem("calibration"))
                .extract()
                .path("[0].id");
        given().contentType("application/json")
                .body("{\"by\":\"R. Desk\",\"why\":\"outage\"}")
                .post("/api/v1/alerts/" + id + "/acknowledge")
                .then()
                .statusCode(200)
                .body("state", equalTo("acknowledged"))
                .body("acknowledgedBy", equalTo("R. Desk"));
        given().queryParam("state", "acknowledged")
                .get("/api/v1/incidents")
                .then()
                .body("id", hasItem(id));
        when().get("/api/v1/incidents/" + id).then().statusCode(200).body("acknowledgedWhy", equalTo("outage"));
    }

    @Test
    void anAcknowledgementNeedsAPersonAReasonAndAnIncident() {
        for (String body :
                List.of("{}", "{\"by\":\"me\"}", "{\"by\":\" \",\"why\":\"x\"}", "{\"by\":\"me\",\"why\":\"\"}")) {
            given().contentType("application/json")
                    .body(body)
                    .post("/api/v1/alerts/00000000-0000-0000-0000-000000000009/acknowledge")
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("must be text of"));
        }
        given().contentType("application/json")
                .body("{\"by\":\"me\",\"why\":\"x\"}")
                .post("/api/v1/alerts/00000000-0000-0000-0000-000000000009/acknowledge")
                .then()
                .statusCode(404);
        when().get("/api/v1/incidents/nonsense").then().statusCode(400);
        given().queryParam("state", "cleared")
                .get("/api/v1/incidents")
                .then()
                .statusCode(400)
                .body("detail", containsString("escalated"));
    }

    @Test
    void aChallengerOnTrialIsShownUntilItIsDropped() {
        models.register(new ModelStore.Version("ewma-trial", "ewma", "candidate", Seed.START, null, Map.of()));
        long run = models.request("all", "trial", "test");
        models.claim("me", Duration.ofMinutes(5));
        shadows.enter("ewma-trial", 5, "better on held-back bars", run, "me");

        when().get("/api/v1/models")
                .then()
                .statusCode(200)
                .body("shadow.version", equalTo("ewma-trial"))
                .body("shadow.champion", equalTo(Seed.CHAMPION))
                .body("shadow.nights", equalTo(5));
        assertThat(card()).contains("ewma, shadow", "Beside " + Seed.CHAMPION, "not decided yet");

        shadows.end(shadows.current().orElseThrow(), false, Map.of("reason", "not better beyond chance"));
        models.finish(run, "me", new ModelStore.Ended("shadow", "ewma-trial", Seed.CHAMPION, Map.of()));
        when().get("/api/v1/models").then().body("shadow", nullValue());
        assertThat(card()).contains("ewma, retired", "dropped at", "not better beyond chance");
    }

    private static String card() {
        return when().get("/api/v1/models/ewma-trial/card")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void modelsAndTheirChampion() {
        when().get("/api/v1/models")
                .then()
                .statusCode(200)
                .body("champion.version", equalTo(Seed.CHAMPION))
                .body("champion.state", equalTo("champion"))
                .body("champion.provenance.steps", equalTo("400"))
                .body("versions.version", hasItem(Seed.CHAMPION));
        when().get("/api/v1/models/" + Seed.CHAMPION).then().statusCode(200);
    }

    @Test
    void statusCountsWhatIsStored() {
        when().get("/api/v1/status")
                .then()
                .statusCode(200)
                .body("modelVersion", equalTo(Seed.CHAMPION))
                .body("stream.running", equalTo(false))
                .body("lag", equalTo(0))
                .body("latencyMs.p99", nullValue())
                .body("forecasts", greaterThan(3 * Seed.BARS - 1))
                .body("scored", greaterThan(3 * Seed.BARS - 22))
                .body("deadLetters", equalTo(4))
                .body("divergent", equalTo(0))
                .body("coverage", aMapWithSize(3));
    }

    @Test
    void retrainIsQueuedOnceAndThenRefused() {
        String location = given().contentType("application/json")
                .body("{\"cause\": \"new venue\"}")
                .post("/api/v1/training-runs")
                .then()
                .statusCode(202)
                .body("state", equalTo("queued"))
                .body("cause", equalTo("new venue"))
                .extract()
                .header("Location");
        when().get(location).then().statusCode(200).body("scope", equalTo("all"));
        given().contentType("application/json")
                .body("{\"cause\": \"again\"}")
                .post("/api/v1/training-runs")
                .then()
                .statusCode(409)
                .contentType(Problem.MEDIA_TYPE)
                .body("detail", containsString("is queued"));
        when().get("/api/v1/training-runs").then().body("cause", not(hasItem("again")));
    }

    @Test
    void openApiDocumentsEveryOperationWithExamples() {
        Response document = given().queryParam("format", "json").get("/q/openapi");
        List<String> operations = document.jsonPath()
                .getList("paths.collectMany { it.value.values() }.operationId.findAll { it != null }");
        assertThat(operations)
                .contains("instruments", "latestForecasts", "forecasts", "risk", "calibration", "scores", "alerts")
                .contains("models", "retrain", "status", "stream");
        document.then()
                .body("components.schemas.ForecastBody.properties.aleatoricVariance.examples", hasItem(notNullValue()))
                .body("components.schemas.Estimate.description", containsString("positive when money is lost"))
                .body("components.schemas.Problem.properties.detail.examples", hasItem(containsString("horizon")));
    }

    @Test
    void openApiSaysThatEveryOperationMayAnswerWithAProblem() {
        List<String> references = given().queryParam("format", "json")
                .get("/q/openapi")
                .jsonPath()
                .getList("paths.findAll { it.key.startsWith('/api') }.collectMany { it.value.values() }"
                        + ".responses.default.content.'application/problem+json'.schema.'$ref'");
        assertThat(references).hasSizeGreaterThan(12).containsOnly("#/components/schemas/Problem");
    }

    @Test
    void swaggerUiIsThere() {
        when().get("/q/swagger-ui/").then().statusCode(200).body(containsString("swagger"));
    }

    @Test
    void healthIsReadyWithoutAStreamToRun() {
        when().get("/q/health/live").then().statusCode(200);
        when().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("database"));
    }

    @Test
    void metricsAreThere() {
        String metrics =
                when().get("/q/metrics").then().statusCode(200).extract().asString();
        assertThat(metrics)
                .contains("credence_lag_records", "credence_forecasts_total", "credence_divergent_total")
                .contains("credence_dead_letters_total", "credence_e_value")
                .containsPattern("credence_commit_latency_seconds\\{.*quantile=\"0.99\"");
    }
}
