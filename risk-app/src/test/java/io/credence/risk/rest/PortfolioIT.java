package io.credence.risk.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Positions together, on the real service and database. */
@QuarkusTest
@WithTestResource(Desk.class)
final class PortfolioIT {

    private static final String PATH = "/api/v1/portfolio/risk";
    private static final String PAIR =
            "{\"positions\": [{\"instrument\": \"BTCUSD\", \"notional\": 3000}, {\"instrument\": \"ETHUSD\", \"quantity\": 40}]}";
    private static final ConfidenceLevel LEVEL = new ConfidenceLevel(0.99);

    @Inject
    Seed seed;

    @BeforeEach
    void enter() {
        seed.enter();
    }

    @Test
    void oneInstrumentHasItsForecastsRiskInCurrency() {
        JsonPath risk = measured("{\"positions\": [{\"instrument\": \"BTCUSD\", \"quantity\": 2}], \"horizon\": 5}");
        double value = 2 * seed.newest().close();
        double loss = -value * Math.expm1(-Seed.distribution(5).valueAtRisk(LEVEL) / 100);
        assertThat(risk.getDouble("net")).isCloseTo(value, within(1e-9));
        assertThat(risk.getDouble("risk[2].valueAtRisk.value")).isCloseTo(loss, within(1e-3 * loss));
        assertThat(risk.getDouble("risk[2].valueAtRisk.contributions[0].component"))
                .isCloseTo(risk.getDouble("risk[2].valueAtRisk.value"), within(1e-9));
        assertThat(risk.getInt("dependence.origins")).isZero();
    }

    /** The Gaussian forecasts have one scale, so that the variance of both is {@code a^2 + b^2 + 2 r a b}. */
    @Test
    void twoInstrumentsMoveTogetherAsTheirPitsDid() {
        JsonPath risk = measured(PAIR);
        double correlation = risk.getDouble("dependence.correlation[0][1]");
        assertThat(correlation).isCloseTo(Companion.CORRELATION, within(0.08));
        assertThat(risk.getInt("dependence.effective")).isGreaterThanOrEqualTo(Seed.BARS - 1);
        double scale = Math.sqrt(9e6 + 4e6 + 2 * correlation * 6e6) / 100;
        double expected = scale * Seed.distribution(1).valueAtRisk(LEVEL);
        assertThat(risk.getDouble("risk[2].valueAtRisk.value")).isCloseTo(expected, within(0.04 * expected));
        assertThat(risk.getInt("dependence.empiricalRows")).isEqualTo(risk.getInt("dependence.origins"));
        assertThat(risk.getDouble("risk[2].expectedShortfall.diversification")).isPositive();
    }

    @Test
    void componentsAddUp() {
        JsonPath risk = measured(PAIR);
        for (String measure : List.of("valueAtRisk", "expectedShortfall")) {
            for (int level = 0; level < 3; level++) {
                String at = "risk[" + level + "]." + measure;
                double sum = risk.getList(at + ".contributions.component", Double.class).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
                assertThat(sum).isCloseTo(risk.getDouble(at + ".value"), within(1e-9 * sum));
            }
        }
    }

    @Test
    void theAnswerSaysWhatItWasMadeOf() {
        seed.next();
        String later = seed.newest().end().toString();
        measured(PAIR);
        post(PAIR)
                .then()
                .body("asOf", equalTo(later))
                .body("positions.instrument", contains("BTCUSD", "ETHUSD"))
                .body("positions.modelVersion", contains(Seed.CHAMPION, Seed.CHAMPION))
                .body("positions[0].behindSeconds", equalTo(0))
                .body("positions[1].behindSeconds", equalTo(behind()))
                .body("positions[1].value", closeTo(40 * Companion.PRICE, 1e-9))
                .body("risk.level", contains(0.95, 0.975, 0.99))
                .body("seed", equalTo(1))
                .body("scenarios", equalTo(65536))
                .body("intervalMass", equalTo(0.9))
                .body("liquidity", nullValue());
    }

    private int behind() {
        return (int) (seed.newest().end().getEpochSecond()
                - Seed.START.plusSeconds(60L * Seed.BARS).getEpochSecond());
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        String first = post(PAIR).asString();
        assertThat(post(PAIR).asString()).isEqualTo(first);
        assertThat(post(PAIR.replaceFirst("\\{", "{\"seed\": 2, ")).asString()).isNotEqualTo(first);
    }

    @Test
    void positionsOfOneInstrumentAreAddedUp() {
        String twice = "{\"positions\": [{\"instrument\": \"BTCUSD\", \"notional\": 1000},"
                + " {\"instrument\": \"BTCUSD\", \"notional\": -1000}]}";
        JsonPath risk = measured(twice);
        assertThat(risk.getList("positions")).hasSize(1);
        assertThat(risk.getDouble("risk[0].valueAtRisk.value")).isZero();
        assertThat(risk.getDouble("risk[0].expectedShortfall.value")).isZero();
    }

    /** Both names at 120 days: ES over ten days times the square root of 12. */
    @Test
    void liquidityHorizonsLengthenTheShortfall() {
        String question = "{\"levels\": [0.975], \"positions\": ["
                + "{\"instrument\": \"BTCUSD\", \"notional\": 1000, \"liquidityHorizon\": 120},"
                + " {\"instrument\": \"ETHUSD\", \"notional\": 500, \"liquidityHorizon\": 120}]}";
        JsonPath risk = measured(question);
        double scaling = Math.sqrt(10 * 24 * 60);
        assertThat(risk.getDouble("liquidity.scaling")).isCloseTo(scaling, within(1e-9));
        assertThat(risk.getList("liquidity.steps.liquidityHorizon")).containsExactly(10, 20, 40, 60, 120);
        double shortfall = risk.getDouble("risk[0].expectedShortfall.value");
        assertThat(risk.getDouble("liquidity.value"))
                .isCloseTo(shortfall * scaling * Math.sqrt(12), within(1e-6 * shortfall));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{} | positions is missing; it must be a list of 1 to 10000",
                "{\"positions\": []} | positions is a list of 0",
                "{\"positions\": [null]} | positions[0] is null",
                "{\"positions\": [{\"quantity\": 1}]} | positions[0].instrument is missing",
                "{\"positions\": [{\"instrument\": \"BTCUSD\"}]} | positions[0] is without either; it must be of a quantity or",
                "{\"positions\": [{\"instrument\": \"BTCUSD\", \"quantity\": 1, \"notional\": 1}]} | positions[0] is with both",
                "{\"positions\": [{\"instrument\": \"BTCUSD\", \"quantity\": \"NaN\"}]} | positions[0].quantity is NaN",
                "{\"positions\": [{\"instrument\": \"BTCUSD\", \"notional\": 1e999}]} | positions[0].notional is Infinity",
                "{\"positions\": [{\"instrument\": \"BTCUSD\", \"quantity\": NaN}]} | the body is not the JSON that is asked for",
                "{\"positions\": [{\"instrument\": \"BTCUSD\", \"quantity\": 1, \"liquidityHorizon\": 15}]} | is 15; it must be 10, 20",
                "{\"positions\": [{\"instrument\": \"BTCUSD\", \"quantity\": 1}], \"levels\": [1.5]} | level is 1.5; it must be a number over 0.5",
                "{\"positions\": [{\"instrument\": \"BTCUSD\", \"quantity\": 1}], \"levels\": []} | levels is a list of 0",
                "{\"positions\": [{\"instrument\": \"BTCUSD\", \"quantity\": 1}], \"horizon\": 7} | horizon is '7'; it must be one of 1, 5, 15",
            })
    void whatCannotBeUsedIsNamed(String body, String detail) {
        post(body).then().statusCode(400).contentType(Problem.MEDIA_TYPE).body("detail", containsString(detail));
    }

    @Test
    void tooManyPositionsAreRefused() {
        String position = "{\"instrument\": \"BTCUSD\", \"quantity\": 1}";
        String body = "{\"positions\": [" + String.join(",", java.util.Collections.nCopies(10_001, position)) + "]}";
        post(body).then().statusCode(400).body("detail", containsString("positions is a list of 10001"));
    }

    @Test
    void anUnknownInstrumentIsNamed() {
        post("{\"positions\": [{\"instrument\": \"ACME\", \"quantity\": 1}]}")
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE)
                .body("detail", containsString("no instrument is called 'ACME'. Maybe you mean one of BTCUSD, ETHUSD"));
    }

    @Test
    void anInstrumentWithoutForecastIsNamed() {
        post("{\"positions\": [{\"instrument\": \"BTCUSD\", \"quantity\": 1}, {\"instrument\": \"QUIET\", \"quantity\": 1}]}")
                .then()
                .statusCode(422)
                .contentType(Problem.MEDIA_TYPE)
                .body("type", equalTo("urn:credence:problem:missing-data"))
                .body("detail", containsString("no forecast for 1 bars is stored yet of QUIET"))
                .body("values.missing", equalTo("QUIET"));
    }

    @Test
    void tooFewCommonOutcomesAreCounted() {
        post(PAIR.replaceFirst("\\{", "{\"horizon\": 15, "))
                .then()
                .statusCode(422)
                .body("detail", containsString("have 100 origins in common"))
                .body("values.needed", equalTo("375"))
                .body("values.fewest", equalTo("ETHUSD"));
    }

    @Test
    void openApiHasAnExample() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .body("paths.'/api/v1/portfolio/risk'.post.operationId", equalTo("portfolioRisk"))
                .body("paths.'/api/v1/portfolio/risk'.post.responses.'422'", notNullValue())
                .body(
                        "paths.'/api/v1/portfolio/risk'.post.requestBody.content.'application/json'.examples",
                        notNullValue())
                .body("components.schemas.PortfolioBody.properties.positions.description", containsString("10,000"))
                .body("components.schemas.ContributionBody.properties.component.examples", hasSize(1));
    }

    private static JsonPath measured(String body) {
        Response response = post(body);
        response.then().statusCode(200);
        return response.jsonPath();
    }

    private static Response post(String body) {
        return given().config(RestAssuredConfig.config()
                        .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE)))
                .contentType("application/json")
                .body(body)
                .post(PATH);
    }
}
