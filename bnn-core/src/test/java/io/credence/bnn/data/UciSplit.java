package io.credence.bnn.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One published split of a UCI regression set; features and training targets have mean 0 and standard deviation 1 on the training
 * part.
 *
 * @param trainTargets scaled
 * @param testTargets in their own unit
 * @param mean of the training targets
 * @param sd of the training targets
 */
public record UciSplit(
        double[][] trainFeatures,
        double[] trainTargets,
        double[][] testFeatures,
        double[] testTargets,
        double mean,
        double sd) {

    /** Skips the test where the data are absent. */
    public static UciSplit read(String set, int split) {
        Path folder = folder().resolve(set);
        assumeTrue(Files.isDirectory(folder), () -> "no data at " + folder + "; set CREDENCE_DATA to run this test");
        double[][] table = table(folder.resolve("data.txt"));
        int[] features = index(folder.resolve("index_features.txt"));
        int target = index(folder.resolve("index_target.txt"))[0];
        int[] train = index(folder.resolve("index_train_" + split + ".txt"));
        int[] test = index(folder.resolve("index_test_" + split + ".txt"));
        double[][] inputs = columns(table, features);
        double[] targets = Arrays.stream(table).mapToDouble(row -> row[target]).toArray();
        double[][] trainRows = rows(inputs, train);
        double[] trainTargets =
                Arrays.stream(train).mapToDouble(i -> targets[i]).toArray();
        double mean = mean(trainTargets);
        double sd = sd(trainTargets);
        return new UciSplit(
                scaled(trainRows, trainRows),
                Arrays.stream(trainTargets).map(y -> (y - mean) / sd).toArray(),
                scaled(rows(inputs, test), trainRows),
                Arrays.stream(test).mapToDouble(i -> targets[i]).toArray(),
                mean,
                sd);
    }

    private static Path folder() {
        String data = System.getenv("CREDENCE_DATA");
        Path root = data == null ? Path.of(System.getProperty("credence.home", ".."), "../shared/data") : Path.of(data);
        return root.resolve("uci");
    }

    private static double[][] table(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(line -> Arrays.stream(line.trim().split("\\s+", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] index(Path file) {
        return Arrays.stream(table(file)).mapToInt(row -> (int) row[0]).toArray();
    }

    private static double[][] columns(double[][] table, int[] columns) {
        return Arrays.stream(table)
                .map(row -> Arrays.stream(columns).mapToDouble(j -> row[j]).toArray())
                .toArray(double[][]::new);
    }

    private static double[][] rows(double[][] table, int[] rows) {
        return Arrays.stream(rows).mapToObj(i -> table[i]).toArray(double[][]::new);
    }

    private static double[][] scaled(double[][] rows, double[][] by) {
        double[][] scaled = new double[rows.length][by[0].length];
        for (int j = 0; j < by[0].length; j++) {
            int column = j;
            double[] values = Arrays.stream(by).mapToDouble(row -> row[column]).toArray();
            double mean = mean(values);
            double sd = sd(values);
            for (int i = 0; i < rows.length; i++) {
                scaled[i][j] = (rows[i][j] - mean) / (sd == 0 ? 1 : sd);
            }
        }
        return scaled;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double sd(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length);
    }
}
