package io.credence.risk.rest;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.Interval;
import io.credence.forecasting.model.CorruptModelException;
import io.credence.risk.port.DistributionReader;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.RiskQueries;
import io.credence.risk.rest.body.Estimate;
import io.credence.risk.rest.body.ForecastBody;
import io.credence.risk.rest.body.RiskAnswer;
import io.credence.risk.rest.body.RiskBody;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Value at risk and expected shortfall. */
@Path("/api/v1/instruments/{instrument}/risk")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Risk", description = "Value at risk and expected shortfall.")
public class RiskResource {

    private final Asked asked;
    private final RiskQueries queries;
    private final Instance<DistributionReader> reader;

    RiskResource(Asked asked, RiskQueries queries, Instance<DistributionReader> reader) {
        this.asked = asked;
        this.queries = queries;
        this.reader = reader;
    }

    @GET
    @Operation(
            operationId = "risk",
            summary = "VaR and ES of the newest forecast at a level",
            description =
                    "The standard levels 0.95, 0.975 and 0.99 are stored; any other level between 0.5 and 1 is computed"
                            + " from the stored distribution.")
    public RiskAnswer risk(
            @Parameter(example = "BTCUSD") @PathParam("instrument") String instrument,
            @Parameter(description = "In bars.", example = "5", schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("horizon")
                    @DefaultValue("1")
                    String horizon,
            @Parameter(
                            description = "Between 0.5 and 1, both excluded.",
                            example = "0.99",
                            schema = @Schema(type = SchemaType.NUMBER))
                    @QueryParam("level")
                    @DefaultValue("0.99")
                    String level) {
        String name = asked.instrument(instrument).name();
        ForecastRow row = newest(name, asked.horizon(horizon));
        return RiskAnswer.of(ForecastBody.of(row), at(new ConfidenceLevel(Asked.level(level)), row));
    }

    private ForecastRow newest(String instrument, int horizon) {
        return queries.latest(instrument, asked.bars()).stream()
                .filter(row -> row.key().horizon() == horizon)
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        Problem.UNKNOWN,
                        "instrument " + instrument + " has no forecast yet for horizon " + horizon
                                + ". Maybe its model is still being trained, or its first bars are still to come.",
                        Map.of("instrument", instrument, "horizon", String.valueOf(horizon))));
    }

    private RiskBody at(ConfidenceLevel level, ForecastRow row) {
        int standard = ConfidenceLevel.STANDARD.indexOf(level);
        return standard >= 0 ? RiskBody.of(row.figures()).get(standard) : computed(level, row);
    }

    private RiskBody computed(ConfidenceLevel level, ForecastRow row) {
        if (!reader.isResolvable()) {
            throw notHere(level, "no models are loaded");
        }
        try {
            return figures(level, reader.get().read(row.modelVersion(), row.distribution()));
        } catch (CorruptModelException e) {
            throw notHere(level, String.valueOf(e.getMessage()));
        }
    }

    private static RiskBody figures(ConfidenceLevel level, ForecastDistribution distribution) {
        return new RiskBody(
                level.value(),
                estimate(
                        distribution.valueAtRisk(level),
                        distribution.valueAtRiskInterval(level, RiskAnswer.INTERVAL_MASS)),
                estimate(
                        distribution.expectedShortfall(level),
                        distribution.expectedShortfallInterval(level, RiskAnswer.INTERVAL_MASS)));
    }

    private static Estimate estimate(double value, Interval interval) {
        return new Estimate(value, interval.low(), interval.high());
    }

    private static ProblemException notHere(ConfidenceLevel level, String why) {
        return new ProblemException(
                Problem.NOT_HERE,
                "level " + level.value() + " needs the whole distribution, and " + why
                        + ". Maybe one of the stored levels 0.95, 0.975 and 0.99 will do.",
                Map.of("level", String.valueOf(level.value())));
    }
}
