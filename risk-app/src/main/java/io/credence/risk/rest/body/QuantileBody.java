package io.credence.risk.rest.body;

import io.credence.risk.port.ForecastRow;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A quantile of the return, and the price it leads to. */
@Schema(description = "A quantile of the forecast return, and the price that it leads to.")
public record QuantileBody(
        @Schema(examples = "0.05") double probability,

        @Schema(description = "In percent.", examples = "-0.286")
        double logReturn,

        @Schema(description = "The close at the origin times exp(return / 100).", examples = "1034.12")
        double price) {

    static List<QuantileBody> of(ForecastRow row) {
        double[] returns = row.figures().quantiles();
        List<QuantileBody> quantiles = new ArrayList<>();
        for (int i = 0; i < returns.length; i++) {
            double price = row.price() * Math.exp(returns[i] / 100);
            quantiles.add(new QuantileBody(ForecastRow.PROBABILITIES[i], returns[i], price));
        }
        return List.copyOf(quantiles);
    }
}
