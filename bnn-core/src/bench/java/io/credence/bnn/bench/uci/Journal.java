package io.credence.bnn.bench.uci;

import io.credence.bnn.bench.uci.Trial.Outcome;
import io.credence.bnn.regression.RegressionMethod.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Trials as they end, a line each, so that a run of hours can be broken off. A line holds a trial's name, seconds of choosing,
 * validation NLL and setting, and once it is tested its scores, between tabs. The last line of a trial counts. A line that was
 * not written whole is passed over.
 */
final class Journal {

    private static final int CHOSEN = 4;
    private static final int TESTED = 8;

    private final Path file;

    Journal(Path file) {
        this.file = file;
    }

    /** Gives the trials what is known of them; how many were chosen before. */
    int resume(List<Trial> trials) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        Map<String, Outcome> known = new HashMap<>();
        for (String line : Files.readString(file).split("\n", -1)) {
            read(line.split("\t", -1), known);
        }
        int resumed = 0;
        for (Trial trial : trials) {
            Outcome outcome = known.get(trial.name());
            if (outcome != null) {
                trial.resume(outcome);
                resumed++;
            }
        }
        return resumed;
    }

    private static void read(String[] cells, Map<String, Outcome> known) {
        if (cells.length == CHOSEN + 1 || cells.length == TESTED + 1) {
            Choice choice = new Choice(cells[3], Double.parseDouble(cells[2]));
            known.put(cells[0], new Outcome(choice, Double.parseDouble(cells[1]), scores(cells)));
        }
    }

    private static @Nullable Scores scores(String[] cells) {
        return cells.length == CHOSEN + 1
                ? null
                : new Scores(
                        Double.parseDouble(cells[4]),
                        Double.parseDouble(cells[5]),
                        Double.parseDouble(cells[6]),
                        Double.parseDouble(cells[7]));
    }

    synchronized void add(Trial trial) throws IOException {
        Outcome outcome = trial.outcome();
        Scores scores = outcome.scores();
        Stream<Object> chosen = Stream.of(
                trial.name(),
                outcome.chooseSeconds(),
                outcome.choice().validationNll(),
                outcome.choice().setting());
        Stream<Object> tested = scores == null
                ? Stream.empty()
                : Stream.of(scores.rmse(), scores.nll(), scores.trainSeconds(), scores.predictMillis());
        StringBuilder line = new StringBuilder("\n"); // first, so that it does not go on with one that was cut off
        Stream.concat(chosen, tested).forEach(cell -> line.append(cell).append('\t'));
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
