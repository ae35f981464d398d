package io.credence.forecasting.bench.calibration;

import io.credence.bnn.bench.methods.Piece;
import io.credence.bnn.bench.methods.Verdict;
import io.credence.forecasting.calibration.PitHistogram;
import io.credence.forecasting.calibration.Reliability;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Row 46: calibrated forecasts lie inside the bands, overconfident ones outside, and a PIT of 1 is counted. */
public final class ReliabilityPiece implements Piece {

    private static final int OUTCOMES = 4000;
    private static final int LEVELS = 19;

    @Override
    public int row() {
        return 46;
    }

    @Override
    public String name() {
        return "reliability, PIT histogram, ECE";
    }

    @Override
    public String why() {
        return "diagnostic";
    }

    @Override
    public Verdict check() {
        double[] uniform = new SplittableRandom(46).doubles(OUTCOMES).toArray();
        double[] overconfident = uniform.clone();
        for (int i = 0; i < OUTCOMES; i++) {
            overconfident[i] = uniform[i] < 0.5 ? 2 * uniform[i] * uniform[i] : 1 - 2 * Math.pow(1 - uniform[i], 2);
        }
        Reliability right = Reliability.of(uniform, LEVELS);
        Reliability wrong = Reliability.of(overconfident, LEVELS);
        double chance = right.errorByChance(0.95, 200, 1);
        double last = PitHistogram.of(new double[] {0, 0.5, 1}, 10).counts()[9];
        return Verdict.atLeast("share of levels of calibrated PITs in their 95 % bands", inside(right), 0.8)
                .and(Verdict.atMost("ECE over chance's 95 % bound", right.expectedCalibrationError() / chance, 1))
                .and(Verdict.atLeast("that of overconfident PITs", wrong.expectedCalibrationError() / chance, 1))
                .and(Verdict.between("PITs of 1 in the last bin", last, 1, 1));
    }

    private static double inside(Reliability reliability) {
        return IntStream.range(0, LEVELS)
                .mapToDouble(k -> reliability.band(k, 0.95).contains(reliability.shares()[k]) ? 1 : 0)
                .average()
                .orElseThrow();
    }
}
