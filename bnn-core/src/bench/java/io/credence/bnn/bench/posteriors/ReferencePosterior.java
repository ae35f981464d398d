package io.credence.bnn.bench.posteriors;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipInputStream;

/**
 * A posterior of posteriordb (Magnusson et al. 2024): its model with its data, and reference draws that long runs of another
 * implementation gave.
 *
 * @param names of the parameters
 * @param draws {@code [parameters][chains][draws]}
 */
record ReferencePosterior(String name, PosteriorModel model, List<String> names, double[][][] draws) {

    static final List<String> NAMES =
            List.of("arK-arK", "eight_schools-eight_schools_noncentered", "kidiq-kidscore_momiq", "sblri-blr");

    /**
     * Reads one.
     *
     * @param folder that holds one folder for each name
     * @param name of {@link #NAMES}
     * @throws IllegalArgumentException when the folder is not there
     */
    static ReferencePosterior read(Path folder, String name) throws IOException {
        Path place = folder.resolve(name);
        if (!Files.isDirectory(place)) {
            throw new IllegalArgumentException("there is no folder " + place
                    + ". Maybe --data should be the folder that holds " + NAMES.getFirst() + "?");
        }
        PosteriorModel model = model(name, unzip(place.resolve("data.json.zip")).getAsJsonObject());
        JsonArray chains = unzip(place.resolve("reference_draws.json.zip")).getAsJsonArray();
        List<String> names = List.copyOf(chains.get(0).getAsJsonObject().keySet());
        double[][][] draws = new double[names.size()][chains.size()][];
        for (int j = 0; j < names.size(); j++) {
            for (int c = 0; c < chains.size(); c++) {
                draws[j][c] = numbers(chains.get(c).getAsJsonObject(), names.get(j));
            }
        }
        return new ReferencePosterior(name, model, names, draws);
    }

    private static PosteriorModel model(String name, JsonObject data) {
        return switch (name) {
            case "arK-arK" -> autoregression(numbers(data, "y"), data.get("K").getAsInt());
            case "eight_schools-eight_schools_noncentered" ->
                new EightSchools(numbers(data, "y"), numbers(data, "sigma"));
            case "kidiq-kidscore_momiq" ->
                new GaussianRegression(
                        Arrays.stream(numbers(data, "mom_iq"))
                                .mapToObj(iq -> new double[] {1, iq})
                                .toArray(double[][]::new),
                        numbers(data, "kid_score"),
                        Double.POSITIVE_INFINITY,
                        ScalePrior.halfCauchy(2.5));
            case "sblri-blr" ->
                new GaussianRegression(rows(data, "X"), numbers(data, "y"), 10, ScalePrior.halfNormal(10));
            default -> throw new IllegalArgumentException("no model is written for " + name + "; known are " + NAMES);
        };
    }

    /** {@code y_t = alpha + sum_k beta_k y_t-k + noise}, given the first K. */
    private static PosteriorModel autoregression(double[] y, int lags) {
        double[][] features = new double[y.length - lags][lags + 1];
        for (int i = 0; i < features.length; i++) {
            features[i][0] = 1;
            for (int k = 1; k <= lags; k++) {
                features[i][k] = y[i + lags - k];
            }
        }
        return new GaussianRegression(features, Arrays.copyOfRange(y, lags, y.length), 10, ScalePrior.halfCauchy(2.5));
    }

    private static double[] numbers(JsonObject object, String key) {
        return numbers(object.getAsJsonArray(key));
    }

    private static double[] numbers(JsonArray array) {
        return array.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
    }

    private static double[][] rows(JsonObject object, String key) {
        return object.getAsJsonArray(key).asList().stream()
                .map(row -> numbers(row.getAsJsonArray()))
                .toArray(double[][]::new);
    }

    private static JsonElement unzip(Path file) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            zip.getNextEntry();
            Reader reader = new InputStreamReader(zip, StandardCharsets.UTF_8);
            return JsonParser.parseReader(reader);
        }
    }
}
