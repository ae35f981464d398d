package io.credence.bnn.bench.uci;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.data.Standardiser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A set as Hernandez-Lobato and Adams (2015) published them: {@code data.txt} with a row of numbers per line, {@code
 * index_features.txt} and {@code index_target.txt} with columns from 0, and for each split K {@code index_train_K.txt} and {@code
 * index_test_K.txt} with rows from 0.
 *
 * <p>Test rows are read by {@link #test} and by nothing else.
 */
public final class UciSet {

    private final Path folder;
    private final double[][] table;
    private final int[] features;
    private final int target;

    private UciSet(Path folder, double[][] table, int[] features, int target) {
        this.folder = folder;
        this.table = table;
        this.features = features;
        this.target = target;
    }

    /** Reads a set's folder. */
    public static UciSet read(Path folder) throws IOException {
        double[][] table = Files.readAllLines(folder.resolve("data.txt")).stream()
                .filter(line -> !line.isBlank())
                .map(line -> Arrays.stream(line.strip().split("[\\s,]+"))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        return new UciSet(folder, table, index(folder, "index_features.txt"), index(folder, "index_target.txt")[0]);
    }

    /** Whether a folder holds a set. */
    static boolean isSet(Path folder) {
        return Files.isRegularFile(folder.resolve("data.txt"))
                && Files.isRegularFile(folder.resolve("index_target.txt"));
    }

    String name() {
        return folder.getFileName().toString();
    }

    boolean hasSplit(int split) {
        return Files.isRegularFile(folder.resolve("index_train_" + split + ".txt"));
    }

    /** A split's training part, without columns that do not vary there. */
    public RegressionData train(int split) throws IOException {
        RegressionData all = rows(index(folder, "index_train_" + split + ".txt"), features);
        return rows(index(folder, "index_train_" + split + ".txt"), varying(all));
    }

    /** A split's test part, with the columns of its training part. */
    public RegressionData test(int split) throws IOException {
        RegressionData all = rows(index(folder, "index_train_" + split + ".txt"), features);
        return rows(index(folder, "index_test_" + split + ".txt"), varying(all));
    }

    private int[] varying(RegressionData train) {
        return IntStream.range(0, features.length)
                .filter(column -> !Standardiser.isConstant(train, column))
                .map(column -> features[column])
                .toArray();
    }

    private RegressionData rows(int[] rows, int[] columns) {
        return new RegressionData(
                Arrays.stream(rows)
                        .mapToObj(row -> Arrays.stream(columns)
                                .mapToDouble(c -> table[row][c])
                                .toArray())
                        .toArray(double[][]::new),
                Arrays.stream(rows).mapToDouble(row -> table[row][target]).toArray());
    }

    /** Some files write whole numbers as 1.000e+00. */
    private static int[] index(Path folder, String file) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(file));
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
                .filter(number -> !number.isEmpty())
                .mapToInt(number -> (int) Double.parseDouble(number))
                .toArray();
    }
}
