package io.credence.risk.rest;

import io.credence.forecasting.model.CorruptModelException;
import io.credence.risk.application.portfolio.PortfolioCalculation;
import io.credence.risk.application.portfolio.PortfolioQuestion;
import io.credence.risk.port.DistributionReader;
import io.credence.risk.port.RiskQueries;
import io.credence.risk.rest.body.PortfolioAnswer;
import io.credence.risk.rest.body.PortfolioBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The risk of positions together. They come with the question: none are kept. */
@ApplicationScoped
@Path("/api/v1/portfolio/risk")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Risk")
public class PortfolioResource {

    private static final String EXAMPLE = """
            {"positions": [{"instrument": "BTCUSD", "quantity": -2.5, "liquidityHorizon": 120},
                           {"instrument": "ETHUSD", "notional": 10000, "liquidityHorizon": 120}],
             "levels": [0.975, 0.99], "horizon": 1}""";

    private final Asked asked;
    private final Instance<DistributionReader> reader;
    private final PortfolioCalculation calculation;

    PortfolioResource(Asked asked, RiskQueries queries, Instance<DistributionReader> reader) {
        this.asked = asked;
        this.reader = reader;
        this.calculation = new PortfolioCalculation(queries, asked.bars());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "portfolioRisk",
            summary = "VaR and ES of positions together, and what each instrument does to them",
            description =
                    "Each instrument keeps its newest forecast; the PITs of past forecasts say how they move together: by"
                            + " the last 500 rows themselves, or by a t copula where a year of them is not known."
                            + " Components add up to the figure. The same question of the same data has the same answer. An"
                            + " instrument whose forecasts are behind the others is measured by its newest one, and the"
                            + " answer says how far behind that is.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PortfolioBody.class),
                            examples = @ExampleObject(name = "short and long", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "The risk.",
            content = @Content(schema = @Schema(implementation = PortfolioAnswer.class)))
    @APIResponse(
            responseCode = "422",
            description = "An instrument has no forecast yet, or too few are scored to tell how they move together.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public PortfolioAnswer risk(@Nullable PortfolioBody body) {
        PortfolioQuestion question = AskedPortfolio.of(body, asked);
        if (!reader.isResolvable()) {
            throw notHere("no models are loaded");
        }
        try {
            return PortfolioAnswer.of(asked.bars(), question, calculation.answer(question, reader.get()));
        } catch (CorruptModelException e) {
            throw notHere(String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException notHere(String why) {
        return new ProblemException(
                Problem.NOT_HERE, "a portfolio needs the forecasts' whole distributions, and " + why, Map.of());
    }
}
