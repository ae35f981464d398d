package io.credence.forecasting.bench.drift;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.drift.DriftMonitor;
import io.credence.forecasting.drift.Observation;
import io.credence.forecasting.drift.Panel;
import io.credence.forecasting.drift.TailLoss;
import io.credence.forecasting.drift.familiar.Adwin;
import io.credence.forecasting.drift.familiar.Cusum;
import io.credence.forecasting.drift.familiar.PageHinkley;
import io.credence.forecasting.drift.familiar.PitAlarm;
import io.credence.forecasting.drift.familiar.RollingCalibrationError;
import io.credence.forecasting.drift.familiar.RollingCoverage;
import io.credence.forecasting.drift.familiar.RollingKupiec;
import io.credence.forecasting.drift.familiar.RollingTrafficLight;
import io.credence.forecasting.evaluation.EBacktest;
import io.credence.forecasting.evaluation.TailForecasts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** A monitor in the comparison. */
record Contender(String name, Run run) {

    /** Never alarmed. */
    static final int SILENT = -1;

    /** Longer streams are too much for the e-backtest of the literature, which looks at all past hits on every bar. */
    private static final int LONG = 10_000;

    private static final ConfidenceLevel SHORTFALL_LEVEL = new ConfidenceLevel(0.975);

    /** Watches one stream. */
    @FunctionalInterface
    interface Run {

        /** The bar of the first alarm; {@link #SILENT} without. */
        int firstAlarm(Observation[] stream);
    }

    /** The monitors of e-values at level alpha, and the familiar ones as they are usually set. */
    static List<Contender> all(double alpha, double cusum125, double cusum150) {
        List<Contender> all = new ArrayList<>();
        for (Panel panel : Panel.values()) {
            all.add(new Contender(
                    panel.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    stream -> betting(stream, panel, alpha, DriftMonitor::eValue)));
        }
        all.add(new Contender(
                "combined, exact null", stream -> betting(stream, Panel.COMBINED, alpha, DriftMonitor::exactEValue)));
        all.add(pits("cusum for 1.25", () -> Cusum.ofScale(1.25, cusum125)));
        all.add(pits("cusum for 1.5", () -> Cusum.ofScale(1.5, cusum150)));
        all.add(pits("page-hinkley", PageHinkley::withDefaults));
        all.add(pits("adwin", Adwin::withDefaults));
        all.add(pits("rolling kupiec 99 %", () -> RollingKupiec.of(new ConfidenceLevel(0.99), 250, alpha)));
        all.add(pits("rolling coverage 95 %", () -> RollingCoverage.of(0.95, 250, alpha)));
        all.add(pits("rolling calibration error", () -> RollingCalibrationError.of(250, alpha)));
        all.add(pits("traffic light red", RollingTrafficLight::new));
        all.add(new Contender("e-backtest of the literature", stream -> literature(stream, alpha)));
        return List.copyOf(all);
    }

    private static Contender pits(String name, Supplier<PitAlarm> maker) {
        return new Contender(name, stream -> {
            PitAlarm alarm = maker.get();
            for (int bar = 0; bar < stream.length; bar++) {
                if (alarm.add(stream[bar].pit())) {
                    return bar;
                }
            }
            return SILENT;
        });
    }

    private static int betting(
            Observation[] stream, Panel panel, double alpha, ToDoubleFunction<DriftMonitor> evidence) {
        DriftMonitor monitor = DriftMonitor.start(panel, alpha, 1);
        for (int bar = 0; bar < stream.length; bar++) {
            monitor = monitor.next(stream[bar]);
            if (evidence.applyAsDouble(monitor) >= 1 / alpha) {
                return bar;
            }
        }
        return SILENT;
    }

    private static int literature(Observation[] stream, double alpha) {
        if (stream.length > LONG) {
            return SILENT;
        }
        double[] returns = column(stream, loss -> -loss.loss());
        double[] var = column(stream, TailLoss::var);
        double[] es = column(stream, TailLoss::es);
        double[] wealth = EBacktest.ofExpectedShortfall()
                .test(new TailForecasts(SHORTFALL_LEVEL, returns, var, es))
                .logWealth();
        for (int bar = 0; bar < wealth.length; bar++) {
            if (wealth[bar] >= -Math.log(alpha)) {
                return bar;
            }
        }
        return SILENT;
    }

    private static double[] column(Observation[] stream, ToDoubleFunction<TailLoss> value) {
        return Arrays.stream(stream)
                .map(Observation::tailLoss)
                .filter(Objects::nonNull)
                .mapToDouble(value)
                .toArray();
    }
}
