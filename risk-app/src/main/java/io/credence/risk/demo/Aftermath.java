package io.credence.risk.demo;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.market.BarSpec;
import io.credence.risk.port.RiskQueries;
import io.credence.risk.port.ScoreRow;
import io.credence.risk.tape.Playbill;
import io.credence.risk.tape.TapeBreak;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How 1-bar forecasts of the first instrument fared after its tape broke.
 *
 * @param from the start of the first broken bar
 * @param scores of the bars {@link #SETTLED} to {@link #LAST} after it
 */
record Aftermath(TapeBreak what, Instant from, List<ScoreRow> scores) {

    /** Bars that a model which can follow may take to do so. */
    private static final int SETTLED = 60;

    private static final int LAST = 1000;

    static Aftermath of(TapeBreak what, RiskQueries queries, Playbill bill, BarSpec bars) {
        Instant from = bill.middle();
        String name = bill.instruments().getFirst().name();
        // A forecast's origin is the end of the bar before the one that it is about.
        Instant after = from.plus(bars.length().multipliedBy(SETTLED - 2));
        Instant until = from.plus(bars.length().multipliedBy(LAST - 1));
        return new Aftermath(what, from, queries.scores(name, bars.toString(), 1, after, until, LAST));
    }

    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("what", what.toString());
        values.put("from", from.toString());
        values.put("bars_scored", scores.size());
        Map<String, Object> coverage = new LinkedHashMap<>();
        for (int i = 0; i < ConfidenceLevel.STANDARD.size() && !scores.isEmpty(); i++) {
            coverage.put(String.valueOf(ConfidenceLevel.STANDARD.get(i).value()), covered(i));
        }
        values.put("coverage_60_to_1000", coverage);
        return values;
    }

    private double covered(int level) {
        long within = scores.stream()
                .filter(score -> !score.outcome().exceeded().get(level))
                .count();
        return (double) within / scores.size();
    }
}
