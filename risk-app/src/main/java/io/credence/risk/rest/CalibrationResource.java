package io.credence.risk.rest;

import io.credence.risk.port.CalibrationRow;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.RiskQueries;
import io.credence.risk.rest.body.CalibrationBody;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether forecasts kept their word. */
@Path("/api/v1/instruments/{instrument}/calibration")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Calibration", description = "Whether forecasts kept their word.")
public class CalibrationResource {

    private static final int MAX_WINDOW = 100_000;

    private final Asked asked;
    private final RiskQueries queries;

    CalibrationResource(Asked asked, RiskQueries queries) {
        this.asked = asked;
        this.queries = queries;
    }

    @GET
    @Operation(
            operationId = "calibration",
            summary = "Coverage, PIT histogram, reliability and CRPS of the newest outcomes")
    public CalibrationBody calibration(
            @Parameter(example = "BTCUSD") @PathParam("instrument") String instrument,
            @Parameter(description = "In bars.", example = "1", schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("horizon")
                    @DefaultValue("1")
                    String horizon,
            @Parameter(
                            description = "The newest so many outcomes.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100000"))
                    @QueryParam("window")
                    @DefaultValue("2000")
                    String window) {
        String name = asked.instrument(instrument).name();
        int bars = asked.horizon(horizon);
        int outcomes = Asked.within("window", window, 1, MAX_WINDOW);
        return queries.calibration(name, asked.bars(), bars, outcomes)
                .map(found -> CalibrationBody.of(name, asked.bars(), bars, found, evidence(name, bars)))
                .orElseGet(() -> CalibrationBody.none(name, asked.bars(), bars));
    }

    private @Nullable Double evidence(String instrument, int horizon) {
        return queries.monitors(asked.bars()).stream()
                .filter(row -> row.instrument().equals(instrument) && row.horizon() == horizon)
                .filter(row -> row.lane().equals(ForecastKey.CHAMPION))
                .map(CalibrationRow::eValue)
                .findFirst()
                .orElse(null);
    }
}
