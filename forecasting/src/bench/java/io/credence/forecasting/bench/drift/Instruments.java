package io.credence.forecasting.bench.drift;

import io.credence.bnn.bench.Report;
import io.credence.forecasting.drift.DriftMonitor;
import io.credence.forecasting.drift.EBenjaminiHochberg;
import io.credence.forecasting.drift.Observation;
import io.credence.forecasting.drift.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A hundred instruments at once, ten of which go wrong, under a false-discovery bound, looked at on every bar. */
final class Instruments {

    private static final int ALL = 100;
    private static final int FAULTY = 10;
    private static final int CHANGE = 1000;
    private static final int BARS = 1500;
    private static final double BOUND = 0.1;

    private Instruments() {}

    static void addTo(Report report, int desks) {
        List<int[]> runs =
                IntStream.range(0, desks).parallel().mapToObj(Instruments::desk).toList();
        List<Double> delays = new ArrayList<>();
        int falseOnes = 0;
        double proportion = 0;
        for (int[] first : runs) {
            int wrong = found(first, FAULTY, ALL);
            int right = found(first, 0, FAULTY);
            falseOnes += wrong;
            proportion += wrong == 0 ? 0 : (double) wrong / (wrong + right);
            Arrays.stream(first, 0, FAULTY)
                    .forEach(bar -> delays.add(bar < 0 ? Double.POSITIVE_INFINITY : bar - CHANGE + 1.0));
        }
        delays.sort(null);
        double share = (double) delays.stream().filter(Double::isFinite).count() / delays.size();
        String name = "combined, e-BH 0.1";
        report.row(
                name,
                "100 instruments, 10 at scale 1.5 from 1000",
                desks * FAULTY,
                BARS,
                share,
                delays.get(delays.size() / 2));
        report.row(
                name,
                "100 instruments, the 90 calibrated",
                desks * (ALL - FAULTY),
                BARS,
                (double) falseOnes / (desks * (ALL - FAULTY)),
                Double.NaN);
        report.note("Mean share of false ones among e-BH's discoveries of a desk, at any bar: " + proportion / desks
                + " over " + desks + " desks, bound " + BOUND + ".");
    }

    private static int found(int[] first, int from, int to) {
        return (int) Arrays.stream(first, from, to).filter(bar -> bar >= 0).count();
    }

    /** The bar of each instrument's first discovery. */
    private static int[] desk(int seed) {
        SplittableRandom random = new SplittableRandom(31_000 + seed);
        DriftMonitor[] monitors = new DriftMonitor[ALL];
        Arrays.fill(monitors, DriftMonitor.start(Panel.COMBINED, 0.01, 1));
        Forecaster good = Forecaster.gaussian(Markets.calibrated());
        Forecaster bad = Forecaster.gaussian(Markets.scale(1.5));
        int[] first = new int[ALL];
        Arrays.fill(first, Contender.SILENT);
        for (int bar = 0; bar < BARS; bar++) {
            for (int i = 0; i < ALL; i++) {
                Observation observation = (i < FAULTY ? bad : good).next(bar, bar - CHANGE, random);
                monitors[i] = monitors[i].next(observation);
            }
            double[] evidence =
                    Arrays.stream(monitors).mapToDouble(DriftMonitor::eValue).toArray();
            for (int i : EBenjaminiHochberg.rejected(evidence, BOUND)) {
                first[i] = first[i] < 0 ? bar : first[i];
            }
        }
        return first;
    }
}
