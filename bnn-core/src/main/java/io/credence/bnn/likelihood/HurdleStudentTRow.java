package io.credence.bnn.likelihood;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * The hurdle Student-t of one horizon in plain doubles, with derivatives: the twin of {@link HurdleStudentTLikelihood} for posteriors
 * over a head. What depends on the degrees of freedom alone is computed once for all rows.
 *
 * <p>A missing target (NaN) counts 0. Log scales beyond 30 in size count as 30, whose exponential is still finite.
 */
public final class HurdleStudentTRow {

    /** Outputs and raw degrees of freedom: logit, location, log scale, raw df. */
    public static final int PARAMETERS = 4;

    private final double df;
    private final double dfByRaw;
    private final double constant;
    private final double constantByDf;
    private final double dfInformation;

    private HurdleStudentTRow(double rawDf) {
        df = HurdleStudentTLikelihood.DF_FLOOR + softPlus(rawDf);
        dfByRaw = sigmoid(rawDf);
        double half = 0.5 * df;
        constant = LogGamma.value(half + 0.5) - LogGamma.value(half) - 0.5 * Math.log(Math.PI * df);
        constantByDf = 0.5 * (Digamma.value(half + 0.5) - Digamma.value(half) - 1 / df);
        dfInformation =
                0.25 * (Trigamma.value(half) - Trigamma.value(half + 0.5)) - (df + 5) / (2 * df * (df + 1) * (df + 3));
    }

    /** With {@code df = 2.1 + softplus(raw)}. */
    public static HurdleStudentTRow of(double rawDf) {
        return new HurdleStudentTRow(rawDf);
    }

    public double df() {
        return df;
    }

    /**
     * Log likelihood of one target in nats.
     *
     * @param target NaN where missing; exactly 0 is the atom
     * @param baseline that outputs are residuals of
     * @param gradient out, {@code [PARAMETERS]}: by logit, location, log scale and raw df
     */
    public double evaluate(
            double target, Baseline baseline, double logit, double location, double logScale, double[] gradient) {
        Arrays.fill(gradient, 0);
        if (Double.isNaN(target)) {
            return 0;
        }
        double a = logit + baseline.logit();
        if (target == 0) {
            gradient[0] = sigmoid(-a);
            return -softPlus(-a);
        }
        gradient[0] = -sigmoid(a);
        double deviation = target - baseline.location() - baseline.locationScale() * location;
        return -softPlus(a) + off(deviation, baseline, logScale, gradient);
    }

    /**
     * The expected information of the parameters, {@code [PARAMETERS][PARAMETERS]}: minus the mean Hessian over targets of this very
     * likelihood (Lange, Little and Taylor 1989, appendix B).
     */
    public double[][] information(Baseline baseline, double logit, double logScale) {
        double atom = sigmoid(logit + baseline.logit());
        double square = squaredScale(baseline, logScale);
        double share = share(baseline, logScale, square);
        double[][] information = new double[PARAMETERS][PARAMETERS];
        information[0][0] = atom * (1 - atom);
        double unit = baseline.locationScale();
        information[1][1] = (1 - atom) * unit * unit * (df + 1) / ((df + 3) * square);
        information[2][2] = (1 - atom) * share * share * 2 * df / (df + 3);
        information[3][3] = (1 - atom) * dfByRaw * dfByRaw * dfInformation;
        information[2][3] = -(1 - atom) * share * dfByRaw * 2 / ((df + 1) * (df + 3));
        information[3][2] = information[2][3];
        return information;
    }

    private double off(double deviation, Baseline baseline, double logScale, double[] gradient) {
        double square = squaredScale(baseline, logScale);
        double ratio = deviation * deviation / (square * df);
        double log = Math.log1p(ratio);
        // ratio / (1 + ratio), which does not overflow
        double pull = ratio == Double.POSITIVE_INFINITY ? 1 : ratio / (1 + ratio);
        gradient[1] = baseline.locationScale() * (df + 1) * deviation / (df * square + deviation * deviation);
        gradient[2] = share(baseline, logScale, square) * ((df + 1) * pull - 1);
        gradient[3] = dfByRaw * (constantByDf - 0.5 * log + 0.5 * (df + 1) / df * pull);
        return constant - 0.5 * Math.log(square) - 0.5 * (df + 1) * log;
    }

    private static double squaredScale(Baseline baseline, double logScale) {
        return baseline.floor() * baseline.floor() + Math.exp(2 * RowScale.clamp(baseline.logScale() + logScale));
    }

    /** The derivative of the scale's logarithm by the log scale: 1 but for the floor. */
    private static double share(Baseline baseline, double logScale, double square) {
        double whole = baseline.logScale() + logScale;
        return RowScale.inside(whole) ? Math.exp(2 * whole) / square : 0;
    }

    private static double softPlus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double sigmoid(double x) {
        return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
    }
}
