package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.distribution.NormalLaw;
import io.credence.forecasting.distribution.StandardLaw;
import io.credence.forecasting.model.bayesian.stochastic.HiddenPath;
import io.credence.forecasting.model.volatility.VolatilityState;

/** One draw on its way along a simulated path. */
interface Walker {

    StandardLaw GAUSSIAN = new NormalLaw();

    double mean();

    double variance();

    StandardLaw law();

    void update(double returnPercent, double rangeVariance);

    /** A path of hidden states: what a return was tells it nothing new. */
    static Walker of(HiddenPath path) {
        return new Walker() {
            @Override
            public double mean() {
                return path.mean();
            }

            @Override
            public double variance() {
                return path.variance();
            }

            @Override
            public StandardLaw law() {
                return GAUSSIAN;
            }

            @Override
            public void update(double returnPercent, double rangeVariance) {
                path.step();
            }
        };
    }

    /** A copy of one state. */
    static Walker of(VolatilityState state) {
        VolatilityState own = state.copy();
        return new Walker() {
            @Override
            public double mean() {
                return own.mean();
            }

            @Override
            public double variance() {
                return own.variance();
            }

            @Override
            public StandardLaw law() {
                return own.law();
            }

            @Override
            public void update(double returnPercent, double rangeVariance) {
                own.update(returnPercent, rangeVariance);
            }
        };
    }
}
