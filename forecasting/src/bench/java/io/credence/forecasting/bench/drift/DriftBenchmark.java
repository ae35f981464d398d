package io.credence.forecasting.bench.drift;

import io.credence.bnn.bench.Benchmark;
import io.credence.bnn.bench.Report;
import io.credence.forecasting.drift.Observation;
import io.credence.forecasting.drift.familiar.Cusum;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How often each drift monitor alarms on calibrated forecasters, and how soon on faulty ones. */
@Command(name = "drift", description = "Measure false alarms and detection delays of drift monitors.")
public final class DriftBenchmark extends Benchmark {

    private static final double ALPHA = 0.01;
    private static final int CALIBRATED_BARS = 5000;

    @Option(names = "--streams", description = "Streams per scenario (default: ${DEFAULT-VALUE}).")
    private int streams = 200;

    @Option(
            names = "--scenarios",
            split = ",",
            paramLabel = "TEXT",
            description = "Only scenarios whose name begins so (default: all).")
    private List<String> scenarios = List.of("");

    @Option(
            names = "--monitors",
            split = ",",
            paramLabel = "TEXT",
            description = "Only monitors of this name, or whose name begins so where none has it (default: all).")
    private List<String> monitors = List.of("");

    @Option(names = "--seed", description = "Of the simulated streams (default: ${DEFAULT-VALUE}).")
    private long seed = 5;

    @Override
    protected Report measure() {
        if (streams < 1) {
            throw new IllegalArgumentException("--streams is " + streams + "; it must be at least 1. Maybe 200");
        }
        Report report = Report.of("drift", "monitor", "scenario", "streams", "bars", "alarm_share", "median_delay");
        List<Contender> contenders = contenders(report);
        Map<Scenario, Map<String, Tally>> tallies = new LinkedHashMap<>();
        for (Scenario scenario : Scenario.ALL) {
            if (chosen(scenarios, scenario.name())) {
                tallies.put(scenario, run(scenario, contenders, report));
            }
        }
        if (chosen(scenarios, "100 instruments")) {
            progress("100 instruments");
            Instruments.addTo(report, Math.max(2, streams / 20));
        }
        Standings.addTo(report, tallies);
        progress("speed and size");
        Speed.addTo(report, ALPHA, seed);
        return report.note(
                "Alarms at alpha 0.01; delays in bars, median over the streams still silent when the fault began.");
    }

    private static boolean chosen(List<String> beginnings, String name) {
        return beginnings.stream().anyMatch(name::startsWith);
    }

    private List<Contender> contenders(Report report) {
        double cusum125 = Double.NaN;
        double cusum150 = Double.NaN;
        if (monitors.stream().anyMatch(text -> "cusum for 1.25".startsWith(text) || "cusum for 1.5".startsWith(text))) {
            progress("thresholds of the CUSUMs");
            cusum125 = cusumThreshold(1.25);
            cusum150 = cusumThreshold(1.5);
            report.note("CUSUM thresholds for a false alarm in 1 % of calibrated streams of 5,000 bars: " + cusum125
                    + " nats for scale 1.25, " + cusum150 + " for 1.5.");
        }
        List<Contender> all = Contender.all(ALPHA, cusum125, cusum150);
        List<Contender> named =
                all.stream().filter(each -> monitors.contains(each.name())).toList();
        return all.stream()
                .filter(each -> named.contains(each)
                        || monitors.stream()
                                .filter(text -> named.stream()
                                        .noneMatch(known -> known.name().equals(text)))
                                .anyMatch(each.name()::startsWith))
                .toList();
    }

    /** What the largest sum of a calibrated stream exceeds with probability alpha, from streams of its own. */
    private double cusumThreshold(double scale) {
        double[] largest = IntStream.range(0, Math.max(4000, streams))
                .parallel()
                .mapToDouble(i -> largestSum(scale, new SplittableRandom(seed + 7_000_000L + i)))
                .sorted()
                .toArray();
        return largest[(int) Math.ceil((1 - ALPHA) * largest.length) - 1];
    }

    private static double largestSum(double scale, SplittableRandom random) {
        Cusum cusum = Cusum.ofScale(scale, Double.MAX_VALUE);
        double largest = 0;
        for (int bar = 0; bar < CALIBRATED_BARS; bar++) {
            cusum.add(random.nextDouble());
            largest = Math.max(largest, cusum.sum());
        }
        return largest;
    }

    private Map<String, Tally> run(Scenario scenario, List<Contender> contenders, Report report) {
        progress(scenario.name());
        int[][] alarms = IntStream.range(0, streams)
                .parallel()
                .mapToObj(i -> alarms(scenario, contenders, new SplittableRandom(seed * 1_000_003L + i)))
                .toArray(int[][]::new);
        Map<String, Tally> tallies = new HashMap<>();
        for (int c = 0; c < contenders.size(); c++) {
            int place = c;
            int[] ofOne = Arrays.stream(alarms).mapToInt(row -> row[place]).toArray();
            Tally tally = Tally.of(scenario, ofOne);
            tally.addTo(report, contenders.get(c).name(), scenario);
            tallies.put(contenders.get(c).name(), tally);
        }
        return tallies;
    }

    private static int[] alarms(Scenario scenario, List<Contender> contenders, SplittableRandom random) {
        Forecaster forecaster = scenario.forecaster().get();
        Observation[] stream = new Observation[scenario.bars()];
        Arrays.setAll(stream, bar -> forecaster.next(bar, scenario.age(bar), random));
        return contenders.stream()
                .mapToInt(contender -> contender.run().firstAlarm(stream))
                .toArray();
    }
}
