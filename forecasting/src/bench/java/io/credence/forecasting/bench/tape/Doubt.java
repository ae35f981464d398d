package io.credence.forecasting.bench.tape;

import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.distribution.StudentT;
import io.credence.bnn.predictive.HurdleMixture;
import io.credence.bnn.predictive.HurdleStudentT;
import io.credence.bnn.random.Key;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.Interval;
import io.credence.forecasting.model.bayesian.BayesianReturn;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Measures of a forecast's epistemic part. */
enum Doubt {
    /** The posterior standard deviation of the value at risk at 99 %, over itself. */
    SPREAD_OF_LOG_VAR {
        @Override
        double of(ForecastDistribution forecast) {
            double risk = forecast.valueAtRisk(LEVEL);
            Interval interval = forecast.valueAtRiskInterval(LEVEL, 0.9);
            return risk > 0 ? (interval.high() - interval.low()) / (2 * DEVIATIONS * risk) : 0;
        }
    },
    /** The posterior standard deviation of the log scale. */
    SPREAD_OF_LOG_SCALE {
        @Override
        double of(ForecastDistribution forecast) {
            return predictive(forecast).logScale().sd();
        }
    },
    /** Of return and parameters in nats, over 24 draws that are the same for each forecast. */
    MUTUAL_INFORMATION {
        @Override
        double of(ForecastDistribution forecast) {
            return mixture(predictive(forecast)).mutualInformation();
        }
    },
    /** The epistemic variance over the aleatoric one, which alerts look at. */
    SHARE_OF_VARIANCE {
        @Override
        double of(ForecastDistribution forecast) {
            return forecast.epistemicVariance() / forecast.aleatoricVariance();
        }
    };

    private static final ConfidenceLevel LEVEL = new ConfidenceLevel(0.99);
    private static final double DEVIATIONS = 1.6448536269514722;
    private static final int DRAWS = 24;
    private static final double DF_FLOOR = 2.1;

    abstract double of(ForecastDistribution forecast);

    private static HurdleStudentT predictive(ForecastDistribution forecast) {
        return ((BayesianReturn) forecast).predictive();
    }

    private static HurdleMixture mixture(HurdleStudentT law) {
        UniformRandomProvider random = Key.of(52).generator();
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        double[] off = new double[DRAWS];
        double[] locations = new double[DRAWS];
        double[] scales = new double[DRAWS];
        StudentT[] ts = new StudentT[DRAWS];
        for (int s = 0; s < DRAWS; s++) {
            off[s] = 1 / (1 + Math.exp(draw(law.logit(), gaussian)));
            locations[s] = draw(law.location(), gaussian);
            scales[s] = Math.hypot(law.floor(), Math.exp(draw(law.logScale(), gaussian)));
            ts[s] = StudentT.of(DF_FLOOR + Math.log1p(Math.exp(draw(law.rawDf(), gaussian))));
        }
        return HurdleMixture.of(off, locations, scales, ts);
    }

    private static double draw(Gaussian gaussian, ZigguratSampler sampler) {
        return gaussian.mean() + gaussian.sd() * sampler.sample();
    }
}
