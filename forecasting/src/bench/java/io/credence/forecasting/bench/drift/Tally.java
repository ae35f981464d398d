package io.credence.forecasting.bench.drift;

import io.credence.bnn.bench.Report;
import java.util.Arrays;

/**
 * What became of one monitor's streams in one scenario.
 *
 * @param streams that were still silent when the fault began
 * @param share of them that alarmed
 * @param medianDelay in bars, over them all; infinite where fewer than half alarmed
 */
record Tally(int streams, double share, double medianDelay) {

    static Tally of(Scenario scenario, int[] alarms) {
        double[] delays = Arrays.stream(alarms)
                .filter(bar -> bar == Contender.SILENT || bar >= scenario.origin())
                .mapToDouble(bar -> bar == Contender.SILENT ? Double.POSITIVE_INFINITY : bar - scenario.origin() + 1)
                .sorted()
                .toArray();
        double share = (double) Arrays.stream(delays).filter(Double::isFinite).count() / delays.length;
        double median = delays.length == 0 ? Double.NaN : delays[delays.length / 2];
        return new Tally(delays.length, share, scenario.change() < 0 ? Double.NaN : median);
    }

    void addTo(Report report, String monitor, Scenario scenario) {
        report.row(monitor, scenario.name(), streams, scenario.bars(), share, medianDelay);
    }
}
