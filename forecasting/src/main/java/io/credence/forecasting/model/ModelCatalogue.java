package io.credence.forecasting.model;

import io.credence.forecasting.model.bayesian.BayesianModel;
import io.credence.forecasting.model.volatility.EwmaModel;
import java.util.List;

/** The models by name. */
public final class ModelCatalogue {

    private static final List<ForecastModel> MODELS = List.of(new BayesianModel(), new EwmaModel());

    private ModelCatalogue() {}

    /**
     * The model that {@code NAME[:POSTERIOR[:BACKBONE]]} says.
     *
     * @throws IllegalArgumentException when there is none of this name, posterior or backbone, with those there are
     */
    public static ForecastModel named(String spec) {
        String[] parts = spec.split(":", -1);
        ForecastModel model = plain(parts[0]);
        if (parts.length == 1) {
            return model;
        }
        if (!(model instanceof BayesianModel bayesian)) {
            throw new IllegalArgumentException("model is '" + spec + "'; " + model.name()
                    + " has no choice of posteriors. Maybe you meant '" + model.name() + "'?");
        }
        if (parts.length > 3 || (parts.length == 3 && !BayesianModel.BACKBONES.contains(parts[2]))) {
            throw new IllegalArgumentException("model is '" + spec + "'; after NAME and POSTERIOR only the backbone "
                    + String.join(" or ", BayesianModel.BACKBONES) + " may stand. Maybe you meant '" + parts[0] + ":"
                    + parts[1] + "'?");
        }
        BayesianModel chosen = bayesian.withPosterior(parts[1]);
        return parts.length == 3 ? chosen.withBackbone(parts[2]) : chosen;
    }

    private static ForecastModel plain(String name) {
        return MODELS.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    /** All names, the default's first. */
    public static List<String> names() {
        return MODELS.stream().map(ForecastModel::name).toList();
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("model is '" + name + "'; it must be one of " + String.join(", ", names()));
    }
}
