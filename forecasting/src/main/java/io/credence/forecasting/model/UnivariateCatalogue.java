package io.credence.forecasting.model;

import io.credence.forecasting.dataset.Names;
import io.credence.forecasting.model.bayesian.hybrid.HybridVolatility;
import io.credence.forecasting.model.bayesian.volatility.PanelVolatility;
import io.credence.forecasting.model.bayesian.volatility.PooledVolatility;
import io.credence.forecasting.model.caviar.CaviarForm;
import io.credence.forecasting.model.caviar.CaviarModel;
import io.credence.forecasting.model.caviar.ShortfallForm;
import io.credence.forecasting.model.historical.HistoricalSimulation;
import io.credence.forecasting.model.univariate.UnivariateModel;
import io.credence.forecasting.model.volatility.EwmaVolatility;
import io.credence.forecasting.model.volatility.Innovation;
import io.credence.forecasting.model.volatility.Tails;
import io.credence.forecasting.model.volatility.VolatilityModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The models of one series by name: historical simulation ({@code hs250}, {@code hs}), {@code ewma-n}, a volatility recursion
 * with an innovation ({@code garch-t}, {@code rgjr-skewt}), each of these also with the residuals' own law ({@code -fhs}) or
 * with Pareto tails ({@code -evt}), and four forms of CAViaR ({@code caviar-as}), one
 * of them with an autoregressive expected shortfall too ({@code caesar-as}), the {@code bayesian} one, which pools two
 * posteriors, and {@code panel}, the same over many instruments.
 */
public final class UnivariateCatalogue {

    private static final Map<String, UnivariateModel> MODELS = models();

    private UnivariateCatalogue() {}

    /** All names, from the plainest on, but for the neural {@code hybrid} and {@code hybrid:POSTERIOR}, which are asked for by name alone. */
    public static List<String> names() {
        return List.copyOf(MODELS.keySet());
    }

    /**
     * The model of a name.
     *
     * @throws IllegalArgumentException when there is none, with the nearest name there is
     */
    public static UnivariateModel named(String name) {
        if (name.equals(HybridVolatility.NAME)) {
            return HybridVolatility.withDefaults();
        }
        if (name.startsWith(HybridVolatility.NAME + ":")) {
            return HybridVolatility.withPosterior(name.substring(HybridVolatility.NAME.length() + 1));
        }
        UnivariateModel model = MODELS.get(name);
        if (model == null) {
            throw new IllegalArgumentException(
                    "model is '" + name + "'; it must be one of " + String.join(", ", MODELS.keySet()) + " or "
                            + HybridVolatility.NAME + ". " + Names.maybe(name, MODELS.keySet()));
        }
        return model;
    }

    private static Map<String, UnivariateModel> models() {
        List<UnivariateModel> models = new ArrayList<>();
        models.add(HistoricalSimulation.rolling(HistoricalSimulation.YEAR));
        models.add(HistoricalSimulation.expanding());
        for (Tails tails : Tails.values()) {
            models.add(EwmaVolatility.gaussian().withTails(tails));
        }
        List<Function<Innovation, VolatilityModel>> families = List.of(
                VolatilityModel::garch,
                VolatilityModel::gjr,
                VolatilityModel::tarch,
                VolatilityModel::egarch,
                VolatilityModel::har,
                VolatilityModel::rangeGjr);
        for (Function<Innovation, VolatilityModel> family : families) {
            for (Innovation innovation : Innovation.values()) {
                addWithTails(models, family.apply(innovation));
            }
        }
        addWithTails(models, VolatilityModel.gas());
        for (CaviarForm form : CaviarForm.values()) {
            models.add(CaviarModel.of(form));
        }
        models.add(CaviarModel.of(CaviarForm.ASYMMETRIC).withShortfall(ShortfallForm.AUTOREGRESSIVE));
        models.add(PooledVolatility.withDefaults());
        models.add(PanelVolatility.withDefaults());
        Map<String, UnivariateModel> byName = new LinkedHashMap<>();
        models.forEach(model -> byName.put(model.name(), model));
        return Collections.unmodifiableMap(byName);
    }

    private static void addWithTails(List<UnivariateModel> models, VolatilityModel model) {
        for (Tails tails : Tails.values()) {
            models.add(model.withTails(tails));
        }
    }
}
