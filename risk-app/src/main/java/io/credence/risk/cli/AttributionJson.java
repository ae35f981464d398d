package io.credence.risk.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.credence.forecasting.model.Attribution;
import io.credence.forecasting.model.Attribution.Measures;
import io.credence.forecasting.model.Attribution.Part;
import io.credence.risk.port.ForecastRow;

/** An attribution for a program: one object. {@code moved} has a row a bar, the last bar first, and a column a feature. */
final class AttributionJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AttributionJson() {}

    static String of(ForecastRow forecast, Attribution attribution) {
        ObjectNode object = JSON.createObjectNode()
                .put("forecast", forecast.id().toString())
                .put("instrument", forecast.key().instrument())
                .put("origin", forecast.key().origin().toString())
                .put("horizon", forecast.key().horizon())
                .put("model", forecast.modelVersion())
                .put("level", attribution.level().value());
        object.set("features", JSON.valueToTree(attribution.features()));
        object.set("value_at_risk", part(attribution.risk()));
        object.set("epistemic", part(attribution.doubt()));
        return object.toString();
    }

    private static ObjectNode part(Part part) {
        ObjectNode object = JSON.createObjectNode()
                .put("value", part.value())
                .put("start", part.start())
                .put("older", part.older())
                .put("gap", part.gap());
        object.set("moved", JSON.valueToTree(part.moved()));
        ObjectNode trust = object.putObject("trust");
        trust.set("gradient", measures(part.trust().gradient()));
        trust.set("smooth", measures(part.trust().smooth()));
        trust.set("integrated", measures(part.trust().integrated()));
        return object;
    }

    private static ObjectNode measures(Measures measures) {
        return JSON.createObjectNode()
                .put("infidelity", measures.infidelity())
                .put("unexplained", measures.unexplained())
                .put("sensitivity_max", measures.sensitivity());
    }
}
