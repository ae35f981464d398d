package io.credence.forecasting.bench.drift;

import io.credence.bnn.bench.Report;
import io.credence.forecasting.drift.DriftMonitor;
import io.credence.forecasting.drift.Observation;
import io.credence.forecasting.drift.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** One core over the monitors of 10,000 instruments, three horizons each, five panels: all of them on every bar. */
final class Speed {

    private static final List<Panel> PANELS =
            List.of(Panel.UNIFORMITY, Panel.HITS, Panel.SHORTFALL, Panel.INDEPENDENCE, Panel.COMBINED);
    private static final int[] HORIZONS = {1, 5, 15};
    private static final int INSTRUMENTS = 10_000;
    private static final int ROUNDS = 20;

    private Speed() {}

    static void addTo(Report report, double alpha, long seed) {
        Report table = report.table("speed", "monitor", "horizon", "monitors", "updates_per_second", "state_bytes");
        double seconds = 0;
        for (Panel panel : PANELS) {
            for (int horizon : HORIZONS) {
                double took = seconds(panel, alpha, horizon, seed);
                table.row(
                        name(panel),
                        horizon,
                        INSTRUMENTS,
                        Math.round(INSTRUMENTS / took),
                        bytes(panel, alpha, horizon));
                seconds += took;
            }
        }
        int all = PANELS.size() * HORIZONS.length * INSTRUMENTS;
        table.row("all", 0, all, Math.round(all / seconds), bytes(alpha));
    }

    private static String name(Panel panel) {
        return panel.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static int bytes(Panel panel, double alpha, int horizon) {
        return DriftMonitor.start(panel, alpha, horizon).encode().length;
    }

    /** The mean. */
    private static double bytes(double alpha) {
        return PANELS.stream()
                .flatMapToInt(panel -> Arrays.stream(HORIZONS).map(horizon -> bytes(panel, alpha, horizon)))
                .average()
                .orElseThrow();
    }

    /** For one update of every instrument's monitor, once the compiler knows the code. */
    private static double seconds(Panel panel, double alpha, int horizon, long seed) {
        DriftMonitor[] all = new DriftMonitor[INSTRUMENTS];
        Arrays.fill(all, DriftMonitor.start(panel, alpha, horizon));
        SplittableRandom random = new SplittableRandom(seed);
        Forecaster forecaster = Forecaster.gaussian(Markets.calibrated());
        Observation observation = forecaster.next(0, -1, random);
        long begun = 0;
        for (int round = 0; round < ROUNDS; round++) {
            begun = round == ROUNDS / 2 ? System.nanoTime() : begun;
            for (int i = 0; i < all.length; i++) {
                // Not one observation for all: a branch that always goes one way is quicker than it is in service.
                if (i % 64 == 0) {
                    observation = forecaster.next(round, -1, random);
                }
                all[i] = all[i].next(observation);
            }
        }
        return 1e-9 * (System.nanoTime() - begun) / (ROUNDS - ROUNDS / 2);
    }
}
