package io.credence.bnn.bench.methods;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A line of the table.
 *
 * @param row number of the method or piece in the list that the product is held to
 * @param method its name
 * @param check measures; called once
 * @param cost and score on the time series, or null
 * @param why one word for the cells that have no meaning without
 */
record Line(
        int row,
        String method,
        Supplier<Verdict> check,
        @Nullable Function<Series, Series.Cost> cost,
        String why) {

    /** A head method, by its name in the catalogue. */
    static Line fitted(int row, String method, String fit, Supplier<Verdict> check) {
        return new Line(row, method, check, series -> series.cost(fit), "");
    }

    /** A piece that is no posterior of a head. */
    static Line apart(int row, String method, String why, Supplier<Verdict> check) {
        return new Line(row, method, check, null, why);
    }

    /** One that is scored in its own way. */
    static Line scored(int row, String method, Supplier<Verdict> check, Function<Series, Series.Cost> cost) {
        return new Line(row, method, check, cost, "");
    }
}
