package io.credence.forecasting.model.volatility;

import io.credence.forecasting.model.CorruptModelException;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ForecastModel;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.series.TrainingData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Exponentially weighted moving average of squared returns with lambda 0.94 and a Gaussian, as RiskMetrics (1996) has it:
 * the reference of every comparison, and the fall-back. Nothing is estimated.
 */
public final class EwmaModel implements ForecastModel {

    /** RiskMetrics' decay. */
    public static final double LAMBDA = 0.94;

    private static final String FILE = "horizons.txt";

    @Override
    public String name() {
        return "ewma";
    }

    /** The predictor of the reference, for these horizons in bars. */
    public static Predictor reference(List<Integer> horizons) {
        EwmaModel model = new EwmaModel();
        return model.load(model.fitted(horizons));
    }

    @Override
    public FittedModel fit(TrainingData data, FitOptions options, ProgressListener progress) {
        progress.progress(1, 1);
        return fitted(data.horizons());
    }

    @Override
    public Predictor load(FittedModel fitted) {
        byte[] file = fitted.files().get(FILE);
        if (file == null) {
            throw new CorruptModelException("model " + fitted.version() + " has no file " + FILE
                    + ". Maybe its folder was edited by hand: retrain, or promote another version.");
        }
        return new EwmaPredictor(fitted.version(), horizons(new String(file, StandardCharsets.UTF_8)));
    }

    private FittedModel fitted(List<Integer> horizons) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        String text = horizons.stream().map(String::valueOf).collect(Collectors.joining(","));
        files.put(FILE, text.getBytes(StandardCharsets.UTF_8));
        TreeMap<String, String> provenance = new TreeMap<>();
        provenance.put("lambda", Double.toString(LAMBDA));
        return new FittedModel(name(), files, provenance);
    }

    private static List<Integer> horizons(String text) {
        try {
            return java.util.Arrays.stream(text.split(",", -1))
                    .map(Integer::valueOf)
                    .toList();
        } catch (NumberFormatException e) {
            throw new CorruptModelException(FILE + " holds '" + text + "'; it must be whole numbers with commas", e);
        }
    }
}
