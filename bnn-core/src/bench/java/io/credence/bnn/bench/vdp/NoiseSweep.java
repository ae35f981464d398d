package io.credence.bnn.bench.vdp;

import io.credence.bnn.bench.LineChart;
import io.credence.bnn.bench.Report;
import io.credence.bnn.inference.moment.MomentForecast;
import io.credence.bnn.inference.moment.WindowData;
import io.credence.bnn.random.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The paper's figure 3: scores and variances as noise is added to the inputs. */
final class NoiseSweep {

    private static final double[] DECIBELS = {20, 14, 8, 4, 0, -3, -6};

    private final Trained trained;
    private final WindowData later;
    private final Map<Method, List<LineChart.Point>> scores = new EnumMap<>(Method.class);
    private final Map<Method, List<LineChart.Point>> variances = new EnumMap<>(Method.class);

    NoiseSweep(Trained trained, WindowData later) {
        this.trained = trained;
        this.later = later;
    }

    /** Degradation is the score's rise over that of clean inputs. */
    void report(Report report) {
        Report table = report.table(
                "noise",
                "method",
                "snr_db",
                "crps",
                "half_95",
                "degradation",
                "p_degradation_against_det",
                "variance",
                "variance_half_95",
                "total_variance");
        Map<Method, Sample> clean = new EnumMap<>(Method.class);
        for (Method method : trained.methods()) {
            clean.put(method, crps(forecasts(method, later), later));
        }
        for (double decibel : DECIBELS) {
            WindowData noisy = ReturnWindows.noisy(later, decibel, Key.of(3));
            Sample det = null;
            for (Method method : trained.methods()) {
                MomentForecast[][] forecasts = forecasts(method, noisy);
                Sample crps = crps(forecasts, noisy);
                Sample degradation = crps.minus(clean.getOrDefault(method, crps));
                det = method == Method.DET ? degradation : det;
                Sample variance = mean(forecasts, MomentForecast::variance);
                table.row(
                        method.label(),
                        decibel,
                        crps.mean(),
                        crps.half(),
                        degradation.mean(),
                        det == null || method == Method.DET
                                ? Double.NaN
                                : degradation.minus(det).p(),
                        variance.mean(),
                        variance.half(),
                        mean(forecasts, forecast -> forecast.variance() + forecast.noise())
                                .mean());
                add(scores, method, decibel, crps);
                add(variances, method, decibel, variance);
            }
        }
        report.figure("noise-crps", chart("CRPS as noise is added to the inputs", "CRPS", scores));
        variances.remove(Method.DET);
        report.figure("noise-variance", chart("Epistemic variance as noise is added", "variance", variances));
    }

    private MomentForecast[][] forecasts(Method method, WindowData data) {
        return trained.forecasts(method, weights -> weights, data);
    }

    private static Sample crps(MomentForecast[][] forecasts, WindowData data) {
        return Trained.sample(forecasts, each -> Fit.crps(each, data));
    }

    private static Sample mean(MomentForecast[][] forecasts, ToDoubleFunction<MomentForecast> figure) {
        return Trained.sample(
                forecasts,
                each -> Arrays.stream(each).mapToDouble(figure).average().orElseThrow());
    }

    private static void add(Map<Method, List<LineChart.Point>> lines, Method method, double decibel, Sample sample) {
        lines.computeIfAbsent(method, key -> new ArrayList<>()).add(Trained.point(decibel, sample));
    }

    private static String chart(String title, String up, Map<Method, List<LineChart.Point>> lines) {
        LineChart chart = new LineChart(title, "signal-to-noise ratio, dB", up);
        lines.forEach((method, points) -> chart.line(method.label(), points));
        return chart.svg();
    }
}
