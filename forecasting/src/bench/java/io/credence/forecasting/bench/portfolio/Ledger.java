package io.credence.forecasting.bench.portfolio;

import io.credence.bnn.bench.Report;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.evaluation.Hits;
import io.credence.forecasting.evaluation.KupiecTest;
import io.credence.forecasting.portfolio.PortfolioRisk;
import io.credence.forecasting.scoring.FisslerZiegel;
import java.util.ArrayList;
import java.util.List;

/** The days of one book under one assumption at one level. */
final class Ledger {

    private final ConfidenceLevel level;
    private final List<Boolean> hits = new ArrayList<>();
    private double joint;
    private double beyond;
    private double promised;

    Ledger(ConfidenceLevel level) {
        this.level = level;
    }

    /** @param loss in percent, as the risk is */
    void add(PortfolioRisk risk, double loss) {
        double valueAtRisk = risk.valueAtRisk().total().value();
        double shortfall = risk.expectedShortfall().total().value();
        boolean hit = loss > valueAtRisk;
        hits.add(hit);
        joint += FisslerZiegel.score(level, valueAtRisk, shortfall, -loss);
        beyond += hit ? loss : 0;
        promised += hit ? shortfall : 0;
    }

    void addTo(Report report, Book book, Assumption assumption) {
        boolean[] flags = new boolean[hits.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = hits.get(i);
        }
        Hits found = Hits.of(level, flags);
        report.row(
                book.name(),
                assumption.toString(),
                level.value(),
                found.days(),
                100 * found.rate(),
                KupiecTest.withDefaults().test(found).pValue(),
                beyond / promised,
                joint / found.days());
    }
}
