package io.credence.bnn.bench.uci;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One cell of the published tables.
 *
 * @param method of ours that answers it, or {@code -}
 */
record Published(String set, String column, String method, double rmse, double rmseError, double nll, double nllError) {

    /** Standard errors of the difference that ours may be worse by. */
    private static final double ALLOWED = 2;

    static List<Published> all() {
        InputStream in = Objects.requireNonNull(Published.class.getResourceAsStream("published.csv"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> of(line.split(",")))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the published table cannot be read", e);
        }
    }

    /** The least NLL of a set over all columns; none where the set is not in the table. */
    static OptionalDouble bestNll(String set) {
        return all().stream()
                .filter(cell -> cell.set.equals(set))
                .mapToDouble(Published::nll)
                .min();
    }

    /** A sentence that says whether ours are at most theirs and two standard errors of the difference. */
    String verdict(double ourRmse, double ourRmseError, double ourNll, double ourNllError) {
        double rmseLimit = limit(rmse, rmseError, ourRmseError);
        double nllLimit = limit(nll, nllError, ourNllError);
        return String.format(
                Locale.ROOT,
                "%s %s against %s: RMSE %.3f, limit %.3f (%s); NLL %.3f, limit %.3f (%s).",
                set,
                method,
                column,
                ourRmse,
                rmseLimit,
                ourRmse <= rmseLimit ? "met" : "not met",
                ourNll,
                nllLimit,
                ourNll <= nllLimit ? "met" : "not met");
    }

    private static double limit(double theirs, double theirError, double ourError) {
        double ours = Double.isNaN(ourError) ? 0 : ourError;
        return theirs + ALLOWED * Math.hypot(theirError, ours);
    }

    private static Published of(String... cells) {
        return new Published(
                cells[0],
                cells[1],
                cells[2],
                Double.parseDouble(cells[3]),
                Double.parseDouble(cells[4]),
                Double.parseDouble(cells[5]),
                Double.parseDouble(cells[6]));
    }
}
