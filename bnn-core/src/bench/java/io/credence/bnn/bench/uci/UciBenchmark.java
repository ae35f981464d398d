package io.credence.bnn.bench.uci;

import io.credence.bnn.bench.Benchmark;
import io.credence.bnn.bench.Report;
import io.credence.bnn.catalogue.Catalogue;
import io.credence.bnn.regression.RegressionMethod;
import io.credence.bnn.regression.RegressionMethods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The regression table: every method on every split. First all hyper-parameters are chosen, on cuts of the training parts; the
 * method with the least mean validation NLL is then named; only after that are test parts read.
 */
@Command(
        name = "uci",
        description = {
            "Regression on the UCI sets: RMSE and NLL (nats per row, target in its own unit) of each method, with standard errors over splits."
        })
public final class UciBenchmark extends Benchmark {

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Folder with a folder for each set.")
    private Path data;

    @Option(names = "--sets", split = ",", paramLabel = "SET", description = "Some sets only.")
    private @Nullable List<String> sets;

    @Option(names = "--methods", split = ",", paramLabel = "METHOD", description = "Some methods only.")
    private @Nullable List<String> methods;

    @Option(
            names = "--splits",
            defaultValue = "0-19",
            converter = Splits.Converter.class,
            description = "Default: ${DEFAULT-VALUE}.")
    private Splits splits;

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Splits at a time. Default: all processors.")
    private @Nullable Integer threads;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description =
                    "Write each trial there as it ends, and go on from what a run that was broken off wrote there. Seconds are of the run that measured them; begin a new one after a change of code or data.")
    private @Nullable Path journal;

    @Override
    protected Report measure() throws Exception {
        Map<String, RegressionMethod> asked = methods();
        List<UciSet> read = sets();
        List<Trial> trials = new ArrayList<>();
        for (UciSet set : read) {
            for (int split : splits.of(set)) {
                asked.forEach((name, method) -> trials.add(new Trial(set, split, name, method, seed)));
            }
        }
        Journal written = journal == null ? null : new Journal(journal);
        if (written != null) {
            progress(written.resume(trials) + " of " + trials.size() + " trials are in the journal");
        }
        try (Workers workers = new Workers(threads(), (phase, trial) -> {
            progress(phase + ": " + trial);
            if (written != null) {
                written.add(trial);
            }
        })) {
            workers.all("validation", trials, Trial::choose);
            String named = named(trials, asked);
            progress("named before any test part is read, by mean validation NLL over sets: " + named);
            workers.all("test", trials, Trial::test);
            return new UciTable(trials).report(named);
        }
    }

    private int threads() {
        int number = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (number < 1) {
            throw new IllegalArgumentException("--threads is " + number + "; it must be at least 1");
        }
        return number;
    }

    private static String named(List<Trial> trials, Map<String, RegressionMethod> asked) {
        UciTable table = new UciTable(trials);
        return asked.keySet().stream()
                .min(Comparator.comparingDouble(table::validationNll))
                .orElseThrow();
    }

    private Map<String, RegressionMethod> methods() {
        Catalogue<RegressionMethod> catalogue = RegressionMethods.catalogue();
        if (methods == null) {
            return catalogue.entries();
        }
        Map<String, RegressionMethod> asked = new TreeMap<>();
        methods.forEach(name -> asked.put(name, catalogue.get(name)));
        return asked;
    }

    private List<UciSet> sets() throws IOException {
        Catalogue<Path> there = Catalogue.of("set in " + data, folders());
        List<UciSet> read = new ArrayList<>();
        for (String name : sets == null ? there.entries().keySet() : sets) {
            read.add(UciSet.read(there.get(name)));
        }
        return read;
    }

    private Map<String, Path> folders() throws IOException {
        if (!Files.isDirectory(data)) {
            throw new IllegalArgumentException("--data " + data + " is no folder");
        }
        Map<String, Path> folders = new TreeMap<>();
        try (var list = Files.list(data)) {
            list.filter(UciSet::isSet)
                    .forEach(folder -> folders.put(folder.getFileName().toString(), folder));
        }
        if (folders.isEmpty()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "--data %s holds no folder with data.txt and index_target.txt. Maybe one above?",
                    data));
        }
        return folders;
    }
}
