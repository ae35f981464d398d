package io.credence.bnn.density;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.likelihood.RowLikelihood;

/** How well a posterior's draws foretell rows. */
public final class PredictiveScore {

    private PredictiveScore() {}

    /** Mean over rows of minus the log of the draws' mean density, in nats. */
    public static double nll(double[][] draws, RegressionData data, RowLikelihood likelihood) {
        double sum = 0;
        double[] ignored = new double[likelihood.outputs()];
        for (int n = 0; n < data.rows(); n++) {
            double density = 0;
            for (double[] draw : draws) {
                double[] outputs = LastLayer.outputs(draw, data.inputs()[n]);
                density += Math.exp(likelihood.evaluate(data.targets()[n], outputs, ignored)) / draws.length;
            }
            sum -= Math.log(density);
        }
        return sum / data.rows();
    }
}
