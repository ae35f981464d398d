package io.credence.forecasting.bench.peers;

import io.credence.bnn.bench.Benchmark;
import io.credence.bnn.bench.Report;
import io.credence.forecasting.model.UnivariateCatalogue;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a fit from scratch takes on 5,000 days, warm, on one thread. */
@Command(name = "fit-speed", description = "Time the fits of econometric models on 5,000 days of the S&P 500.")
public final class FitSpeedBenchmark extends Benchmark {

    private static final int DAYS = 5000;
    private static final int WARM_UP = 100;
    private static final int FITS = 101;

    @Option(names = "--data", paramLabel = "DIR", description = "Where daily is (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(System.getProperty("credence.home", "."), "../shared/data");

    @Option(names = "--models", split = ",", paramLabel = "NAME", description = "Models by name, with commas.")
    private List<String> models =
            List.of("garch-n", "garch-t", "gjr-t", "gjr-skewt", "egarch-t", "gas-t", "har-t", "rgjr-t", "gjr-t-evt");

    @Override
    protected Report measure() {
        ReturnHistory all = DailySeries.ALL.getFirst().read(data);
        ReturnHistory history = all.first(Math.min(DAYS, all.size()));
        Report report = Report.of("fit-speed", "model", "days", "median ms", "least ms", "90 % ms");
        for (String name : models) {
            UnivariateModel model = UnivariateCatalogue.named(name);
            double[] times = times(model, history);
            report.row(name, history.size(), times[FITS / 2], times[0], times[9 * FITS / 10]);
        }
        return report;
    }

    /** Sorted, in milliseconds. */
    private static double[] times(UnivariateModel model, ReturnHistory history) {
        for (int i = 0; i < WARM_UP; i++) {
            model.fit(history);
        }
        double[] times = new double[FITS];
        for (int i = 0; i < FITS; i++) {
            long begun = System.nanoTime();
            model.fit(history);
            times[i] = 1e-6 * (System.nanoTime() - begun);
        }
        Arrays.sort(times);
        return times;
    }
}
