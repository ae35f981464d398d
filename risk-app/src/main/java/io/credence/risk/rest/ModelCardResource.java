package io.credence.risk.rest;

import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.ModelStore.Promotion;
import io.credence.risk.port.ModelStore.Run;
import io.credence.risk.port.ModelStore.Version;
import io.credence.risk.port.RiskQueries;
import io.credence.risk.port.RiskQueries.TrackRecord;
import io.credence.risk.port.ShadowStore;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A version's model card: what a validator asks first, on one page that needs nothing else. */
@Path("/api/v1/models/{version}/card")
@Produces(MediaType.TEXT_HTML)
@Tag(name = "Models")
public class ModelCardResource {

    private static final int PROMOTIONS = 1000;

    private final ModelStore models;
    private final ShadowStore shadows;
    private final RiskQueries queries;
    private final Asked asked;
    private final Template card;

    ModelCardResource(
            ModelStore models,
            ShadowStore shadows,
            RiskQueries queries,
            Asked asked,
            @Location("model-card.html") Template card) {
        this.models = models;
        this.shadows = shadows;
        this.queries = queries;
        this.asked = asked;
        this.card = card;
    }

    @GET
    @Operation(operationId = "modelCard", summary = "A model version's card, as HTML")
    public String card(@Parameter(example = "bayesian-1f2e3d4c5b6a") @PathParam("version") String version) {
        Version model = models.version(version)
                .orElseThrow(() -> ProblemException.unknown(
                        "model version", version, "Maybe /api/v1/models lists the one you mean."));
        return card.data("model", sorted(model))
                .data("run", run(model.runId()))
                .data("record", record(version, ForecastKey.CHAMPION))
                .data("beside", record(version, version))
                .data("trials", shadows.trials(version))
                .data("promotions", promotions(version))
                .render();
    }

    private List<Row> record(String version, String lane) {
        return queries.trackRecord(version, asked.bars(), lane).stream()
                .map(Row::of)
                .toList();
    }

    private static Version sorted(Version model) {
        return new Version(
                model.version(),
                model.model(),
                model.state(),
                model.createdAt(),
                model.runId(),
                new TreeMap<>(model.provenance()));
    }

    private @Nullable Run run(@Nullable Long id) {
        return id == null ? null : models.run(id).orElse(null);
    }

    /** When it came to power, and when it lost it. */
    private List<Promotion> promotions(String version) {
        return models.promotions(PROMOTIONS).stream()
                .filter(promotion -> version.equals(promotion.version()) || version.equals(promotion.previous()))
                .toList();
    }

    /** A track record as the card prints it. */
    record Row(
            int horizon,
            long count,
            List<String> coverage,
            String crps,
            String referenceCrps,
            String logScore,
            String from,
            String until) {

        static Row of(TrackRecord record) {
            return new Row(
                    record.horizon(),
                    record.count(),
                    Arrays.stream(record.coverage()).mapToObj(Row::text).toList(),
                    text(record.crps()),
                    text(record.referenceCrps()),
                    text(record.logScore()),
                    record.from().toString(),
                    record.until().toString());
        }

        private static String text(double value) {
            return String.format(Locale.ROOT, "%.4f", value);
        }
    }
}
