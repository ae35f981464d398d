package io.credence.risk.rest.body;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.risk.port.ForecastRow.Figures;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Value at risk and expected shortfall at one level. */
@Schema(description = "Value at risk and expected shortfall at one level.")
public record RiskBody(
        @Schema(description = "The share of losses expected at or under the value at risk.", examples = "0.99")
        double level,

        Estimate valueAtRisk,
        Estimate expectedShortfall) {

    /** The figures at the standard levels, in their order. */
    public static List<RiskBody> of(Figures figures) {
        List<RiskBody> risks = new ArrayList<>();
        for (int i = 0; i < ConfidenceLevel.STANDARD.size(); i++) {
            risks.add(new RiskBody(
                    ConfidenceLevel.STANDARD.get(i).value(),
                    new Estimate(figures.valueAtRisk()[i], figures.valueAtRiskLow()[i], figures.valueAtRiskHigh()[i]),
                    new Estimate(
                            figures.expectedShortfall()[i],
                            figures.expectedShortfallLow()[i],
                            figures.expectedShortfallHigh()[i])));
        }
        return List.copyOf(risks);
    }
}
