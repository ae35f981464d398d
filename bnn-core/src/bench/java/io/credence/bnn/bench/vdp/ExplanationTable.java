package io.credence.bnn.bench.vdp;

import io.credence.bnn.bench.Report;
import io.credence.bnn.explanation.AttributionMethod;
import io.credence.bnn.explanation.Explained;
import io.credence.bnn.explanation.Infidelity;
import io.credence.bnn.explanation.SensitivityMax;
import io.credence.bnn.explanation.SmoothGrad;
import io.credence.bnn.inference.moment.ExplainedMoments;
import io.credence.bnn.inference.moment.WindowData;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The paper's figure 4: how far the slopes of each method's lower quantile can be trusted, by every training. */
record ExplanationTable(Map<Method, Fit[]> fits, WindowData later) {

    private static final int ROWS = 32;

    /** Inputs have a standard deviation of about 1. */
    private static final double NOISE = 0.1;

    private static final Infidelity INFIDELITY = new Infidelity(NOISE, 32, Key.of(5));
    private static final SensitivityMax SENSITIVITY = new SensitivityMax(NOISE, 8, Key.of(6));

    /**
     * Mean over the rows for one training.
     *
     * @param infidelity in the targets' unit squared
     * @param unexplained the same as a share of the quantile's mean square change
     * @param sensitivity the greatest turn as a share of the slopes' length, of all rows together: a row alone may have no slope
     */
    private record Trust(double infidelity, double unexplained, double sensitivity) {}

    void add(Report report) {
        Report table = report.table(
                "explanation",
                "method",
                "slopes",
                "infidelity",
                "half_95",
                "p_against_det",
                "unexplained",
                "sensitivity_max",
                "sensitivity_half_95",
                "sensitivity_p_against_det");
        ways().forEach((name, way) -> {
            Trust[] det = trusts(Method.DET, way);
            for (Method method : fits.keySet()) {
                row(table, method, name, trusts(method, way), det);
            }
        });
        report.note("explanation: slopes of the 5 % quantile of " + ROWS + " windows, inputs moved by noise of " + NOISE
                + " (infidelity) or within as much (sensitivity_max, over the slopes' mean length); unexplained:"
                + " infidelity as a share of the quantile's mean square change.");
    }

    private static Map<String, AttributionMethod> ways() {
        Map<String, AttributionMethod> ways = new LinkedHashMap<>();
        ways.put("input_gradient", AttributionMethod.inputGradient());
        ways.put("smooth_grad", new SmoothGrad(NOISE, 4, Key.of(7)));
        return ways;
    }

    private static void row(Report table, Method method, String way, Trust[] trusts, Trust[] det) {
        Sample infidelity =
                new Sample(Arrays.stream(trusts).mapToDouble(Trust::infidelity).toArray());
        Sample sensitivity =
                new Sample(Arrays.stream(trusts).mapToDouble(Trust::sensitivity).toArray());
        boolean reference = method == Method.DET;
        table.row(
                method.label(),
                way,
                infidelity.mean(),
                infidelity.half(),
                reference
                        ? Double.NaN
                        : infidelity
                                .minus(new Sample(Arrays.stream(det)
                                        .mapToDouble(Trust::infidelity)
                                        .toArray()))
                                .p(),
                Arrays.stream(trusts).mapToDouble(Trust::unexplained).average().orElseThrow(),
                sensitivity.mean(),
                sensitivity.half(),
                reference
                        ? Double.NaN
                        : sensitivity
                                .minus(new Sample(Arrays.stream(det)
                                        .mapToDouble(Trust::sensitivity)
                                        .toArray()))
                                .p());
    }

    private Trust[] trusts(Method method, AttributionMethod way) {
        return Arrays.stream(Objects.requireNonNull(fits.get(method)))
                .map(fit -> trust(explained(method, fit), way))
                .toArray(Trust[]::new);
    }

    private Explained explained(Method method, Fit fit) {
        return method == Method.BBB
                ? ExplainedMoments.draws(fit.weights(), Method.DRAWS, Key.of(99), later.steps())
                : ExplainedMoments.of(fit.weights(), method.carried, later.steps());
    }

    private Trust trust(Explained explained, AttributionMethod way) {
        double[][] points = points();
        Infidelity.Score[] scores = INFIDELITY.of(explained, points, way.of(explained, points));
        SensitivityMax.Score[] turns = SENSITIVITY.of(way, explained, points);
        return new Trust(
                Arrays.stream(scores)
                        .mapToDouble(Infidelity.Score::error)
                        .average()
                        .orElseThrow(),
                Arrays.stream(scores).mapToDouble(Infidelity.Score::error).sum()
                        / Arrays.stream(scores)
                                .mapToDouble(Infidelity.Score::power)
                                .sum(),
                Arrays.stream(turns).mapToDouble(SensitivityMax.Score::turn).sum()
                        / Arrays.stream(turns)
                                .mapToDouble(SensitivityMax.Score::length)
                                .sum());
    }

    private double[][] points() {
        int width = later.steps() * later.inputs();
        double[][] points = new double[Math.min(ROWS, later.rows())][width];
        for (int row = 0; row < points.length; row++) {
            for (int i = 0; i < width; i++) {
                points[row][i] = later.windows()[row * width + i];
            }
        }
        return points;
    }
}
