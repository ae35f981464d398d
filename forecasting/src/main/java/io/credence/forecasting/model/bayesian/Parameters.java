package io.credence.forecasting.model.bayesian;

import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.network.HeadMoments;
import io.credence.bnn.predictive.HurdleStudentT;
import io.credence.forecasting.feature.FeatureRow;

/** The posteriors of one forecast's parameters: the network's, over the reference, recalibrated. */
record Parameters(Gaussian logit, Gaussian location, Gaussian logScale, Gaussian rawDf, double floor) {

    /** The least degrees of freedom of the network's likelihood. */
    private static final double DF_FLOOR = 2.1;

    static Parameters of(
            HeadMoments moments, int row, int h, FeatureRow features, int horizon, Recalibration recalibration) {
        Baseline baseline = References.of(features, horizon, recalibration.logScale(h));
        return of(
                moments.logit(row, h),
                moments.location(row, h),
                moments.logScale(row, h),
                moments.rawDf(h).plus(recalibration.rawDf(h)),
                baseline);
    }

    /** Of a network's outputs over the reference. */
    static Parameters of(Gaussian logit, Gaussian location, Gaussian logScale, Gaussian rawDf, Baseline baseline) {
        return new Parameters(
                logit.plus(baseline.logit()),
                location.times(baseline.locationScale()).plus(baseline.location()),
                logScale.plus(baseline.logScale()),
                rawDf,
                baseline.floor());
    }

    HurdleStudentT predictive() {
        return HurdleStudentT.of(logit, location, logScale, rawDf, floor);
    }

    /** What recalibration must remember of it. */
    Recalibration.Pending pending(double close) {
        double scale = Math.hypot(floor, Math.exp(logScale.mean()));
        double moves = 1 / (1 + Math.exp(logit.mean()));
        double df = DF_FLOOR + Math.log1p(Math.exp(rawDf.mean()));
        return new Recalibration.Pending(close, (float) location.mean(), (float) scale, (float) moves, (float) df);
    }
}
