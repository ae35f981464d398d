package io.credence.bnn.bench.vdp;

import io.credence.bnn.bench.Benchmark;
import io.credence.bnn.bench.Report;
import io.credence.bnn.inference.moment.MomentOptions;
import io.credence.bnn.inference.moment.WindowData;
import io.credence.bnn.network.moment.MomentFeedForward;
import io.credence.bnn.network.moment.MomentNetwork;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code credence bench vdp}: figures 1 to 4 of the VDP++ paper, on windows of simulated returns in place of pictures. */
@Command(
        name = "vdp",
        description = "What carrying variances (VDP++) or covariances (VDP) costs beside point weights and draws,"
                + " how each bears noise and pruning, and how"
                + " far its explanations can be trusted.")
public final class VdpBenchmark extends Benchmark {

    @Option(
            names = "--width",
            defaultValue = "64",
            description = "Units of each hidden layer. Default: ${DEFAULT-VALUE}.")
    private int width;

    @Option(names = "--epochs", defaultValue = "20", description = "Of each training. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(names = "--seeds", defaultValue = "5", description = "Trainings of each method. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(
            names = "--first-seed",
            defaultValue = "1",
            description = "Of the trainings, others follow it. Default: ${DEFAULT-VALUE}.")
    private int firstSeed;

    @Option(names = "--rows", defaultValue = "2048", description = "Windows to train on. Default: ${DEFAULT-VALUE}.")
    private int rows;

    @Option(names = "--no-covariances", description = "Leave VDP out, whose trainings take nine tenths of the time.")
    private boolean noCovariances;

    @Override
    protected Report measure() {
        if (width < 1 || epochs < 3 || seeds < 1 || rows < 1) {
            throw new IllegalArgumentException("--width " + width + ", --epochs " + epochs + ", --seeds " + seeds
                    + ", --rows " + rows + "; epochs must be at least 3, the others at least 1");
        }
        WindowData data = ReturnWindows.of(rows, Key.of(1));
        WindowData later = ReturnWindows.of(2048, Key.of(2));
        MomentNetwork network = new MomentFeedForward(ReturnWindows.STEPS, ReturnWindows.INPUTS, width, 2);
        MomentOptions options = MomentOptions.withDefaults().withEpochs(epochs).withBatch(512);
        Map<Method, Fit[]> fits = new EnumMap<>(Method.class);
        for (Method method :
                noCovariances ? EnumSet.complementOf(EnumSet.of(Method.VDP)) : EnumSet.allOf(Method.class)) {
            progress("training " + method.label());
            Fit[] each = new Fit[seeds];
            Arrays.setAll(each, seed -> Fit.of(method, network, options, data, firstSeed + seed));
            fits.put(method, each);
        }
        Report report = Report.of("vdp");
        Trained trained = new Trained(fits);
        new CostTable(trained, later).report(report);
        progress("noise");
        new NoiseSweep(trained, later).report(report);
        progress("pruning");
        new PruningCurves(trained, new Retraining(trained, options, data), later).report(report);
        progress("compact networks");
        new CompactTable(fits, later).add(report);
        progress("explanation");
        new ExplanationTable(fits, later).add(report);
        return report.note("Two hidden layers of " + width + " units over " + ReturnWindows.STEPS + " steps of "
                        + ReturnWindows.INPUTS + " inputs (" + network.layout().size() + " weights), " + rows
                        + " windows in batches of 512, " + epochs + " epochs, " + seeds
                        + " seeds from " + firstSeed + "; a figure is their mean, half_95 half its 95 % interval.")
                .note(
                        "p_against_det: paired t-test over the seeds. peak_bytes: the growth of resident memory, largest of the seeds.")
                .note(
                        "fz0: of value at risk and expected shortfall at 97.5 %; fz0_gain: under that of the same network with every"
                                + " weight 0; fz0_gain_kept: as a share of the whole network's. degradation: CRPS over that of clean inputs.")
                .note(
                        "retrained: pruned in rounds by signal to noise, after each trained on for a quarter of the epochs at a third of"
                                + " the rate; of sparsity 0: trained on as much.")
                .note("predict_us: a row's forecast in batches of 512; BBB's is of " + Method.DRAWS
                        + " draws. Seconds and microseconds are of the processor: others' load does not count.");
    }
}
