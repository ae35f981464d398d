package io.credence.forecasting.backtest.walkforward;

import io.credence.forecasting.calibration.JointTailLayer;
import io.credence.forecasting.calibration.Tail;
import io.credence.forecasting.calibration.TailLayer;
import io.credence.forecasting.distribution.ConfidenceLevel;
import java.util.Arrays;
import java.util.List;

/** The joint layer at every level of one path; levels stay in order. */
final class CalibratedTails {

    private static final int WINDOW = 1000;

    private final List<TailLayer> layers;

    CalibratedTails(List<ConfidenceLevel> levels) {
        layers = levels.stream()
                .<TailLayer>map(level -> JointTailLayer.of(level, WINDOW))
                .toList();
    }

    /** Values at risk, then expected shortfalls: sorted, since layers of two levels learn apart and might cross. */
    double[][] calibrate(double[] valueAtRisk, double[] expectedShortfall) {
        double[][] pair = new double[2][layers.size()];
        for (int i = 0; i < layers.size(); i++) {
            Tail tail = layers.get(i).calibrate(new Tail(valueAtRisk[i], expectedShortfall[i]));
            pair[0][i] = tail.valueAtRisk();
            pair[1][i] = tail.expectedShortfall();
        }
        Arrays.sort(pair[0]);
        Arrays.sort(pair[1]);
        return pair;
    }

    void observe(ForecastRow row) {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).observe(new Tail(row.valueAtRisk()[i], row.expectedShortfall()[i]), -row.realised());
        }
    }
}
