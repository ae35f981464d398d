package io.credence.forecasting.model.volatility;

import io.credence.forecasting.distribution.EmpiricalLaw;
import io.credence.forecasting.distribution.ParetoTail;
import io.credence.forecasting.distribution.SplicedParetoLaw;
import io.credence.forecasting.model.optimisation.BoxBfgs;

/**
 * Generalised Pareto tails of a sample by maximum likelihood over the tenth of it on either side, as McNeil and Frey (2000)
 * choose it.
 */
final class ParetoFit {

    static final double SHARE = 0.1;

    private static final double TOLERANCE = 1e-12;

    private ParetoFit() {}

    static SplicedParetoLaw spliced(EmpiricalLaw body) {
        double low = body.quantile(SHARE);
        double high = body.quantile(1 - SHARE);
        int n = body.size();
        int count = (int) (SHARE * (n - 1)) + 1;
        double[] under = new double[count];
        double[] over = new double[count];
        for (int i = 0; i < count; i++) {
            under[i] = Math.max(0, low - body.value(i));
            over[i] = Math.max(0, body.value(n - 1 - i) - high);
        }
        return new SplicedParetoLaw(body, SHARE, tail(under), tail(over));
    }

    /** Over log scale in units of the mean excess, and shape. */
    static ParetoTail tail(double[] excesses) {
        double mean = 0;
        for (double excess : excesses) {
            mean += excess / excesses.length;
        }
        // Residuals that are all alike leave no tail to fit.
        double unit = Math.max(mean, 1e-9);
        double[] lower = {Math.log(0.05), ParetoTail.LEAST_SHAPE};
        double[] upper = {Math.log(20), ParetoTail.GREATEST_SHAPE};
        double[][] curvature = {{1, 0.5}, {0.5, 1}};
        double[] x = BoxBfgs.minimise(
                        (point, gradient) -> loss(excesses, unit, point, gradient),
                        lower,
                        upper,
                        new double[] {Math.log(0.9), 0.1},
                        curvature,
                        TOLERANCE)
                .x();
        return new ParetoTail(x[1], unit * Math.exp(x[0]));
    }

    /** Minus the mean log likelihood; with y = excess / scale and k = 1 + shape y it is log scale + (1 + 1/shape) log k. */
    static double loss(double[] excesses, double unit, double[] point, double[] gradient) {
        double shape = point[1];
        double scale = unit * Math.exp(point[0]);
        double logs = 0;
        double ratio = 0;
        for (double excess : excesses) {
            double y = excess / scale;
            logs += Math.log1p(shape * y);
            ratio += y / (1 + shape * y);
        }
        int n = excesses.length;
        gradient[0] = 1 - (shape + 1) * ratio / n;
        gradient[1] = (-logs / (shape * shape) + (1 + 1 / shape) * ratio) / n;
        return Math.log(scale) + (1 + 1 / shape) * logs / n;
    }
}
