package io.credence.forecasting.model;

import io.credence.forecasting.model.bayesian.BayesianModel;
import io.credence.forecasting.model.volatility.EwmaModel;
import java.util.List;

/** The models by name. */
public final class ModelCatalogue {

    private static final List<ForecastModel> MODELS = List.of(new BayesianModel(), new EwmaModel());

    private ModelCatalogue() {}

    /**
     * @throws IllegalArgumentException when there is none of this name, with the names there are
     */
    public static ForecastModel named(String name) {
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
