package io.credence.forecasting.cli;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.model.UnivariateCatalogue;
import io.credence.forecasting.model.caviar.CaviarModel;
import io.credence.forecasting.model.univariate.UnivariateModel;
import java.util.List;

/** The models that {@code --models} names. */
final class ModelNames {

    private ModelNames() {}

    /**
     * @param names {@code all}, or some of the names there are
     * @param levels that a quantile regression is fitted at
     * @throws IllegalArgumentException when there is none of a name, with the nearest one
     */
    static List<UnivariateModel> parse(List<String> names, List<ConfidenceLevel> levels) {
        List<String> chosen = names.equals(List.of("all")) ? UnivariateCatalogue.names() : names;
        return chosen.stream()
                .map(String::strip)
                .distinct()
                .map(UnivariateCatalogue::named)
                .map(model -> model instanceof CaviarModel caviar ? caviar.withLevels(levels) : model)
                .toList();
    }
}
