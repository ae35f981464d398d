package io.credence.forecasting.model.bayesian.volatility;

import io.credence.bnn.random.Key;
import io.credence.forecasting.model.bayesian.stochastic.LatentFit;
import io.credence.forecasting.model.bayesian.stochastic.LatentPredictor;
import io.credence.forecasting.model.bayesian.stochastic.LatentStructure;
import io.credence.forecasting.model.univariate.ReturnHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Structures that might be right where no recursion on past returns is, each weighted by its evidence beside the pool's (Bayesian model averaging, Hoeting et al.
 * 1999): on a market that a recursion describes they weigh nothing and are left out.
 */
final class Alternatives {

    /** A structure with a smaller weight changes no figure. */
    private static final double LEAST_WEIGHT = 1e-3;

    /** Of the pool over each structure: one that is no better than it is not worth its uncertainty. */
    private static final double LOG_PRIOR_ODDS = Math.log(3);

    private final List<LatentFit> fits;
    private final double logEvidence;

    private Alternatives(List<LatentFit> fits, double logEvidence) {
        this.fits = fits;
        this.logEvidence = logEvidence;
    }

    /**
     * @param logEvidence of the pool, on the returns that a latent structure remembers
     */
    static Alternatives of(ReturnHistory history, double logEvidence, Key key) {
        List<LatentFit> fits = Stream.of(LatentStructure.values())
                .map(structure -> LatentFit.of(structure, history, key.child(structure.ordinal())))
                .toList();
        return new Alternatives(fits, logEvidence);
    }

    Alternatives refit(ReturnHistory history, double evidence) {
        return new Alternatives(
                fits.stream().map(fit -> fit.refit(history, evidence)).toList(), evidence);
    }

    /** The pool's weight, then each structure's; they sum to 1. */
    double[] weights() {
        double[] logs = DoubleStream.concat(
                        DoubleStream.of(logEvidence + LOG_PRIOR_ODDS),
                        fits.stream().mapToDouble(LatentFit::logEvidence))
                .toArray();
        return AlternativesPredictor.scaled(logs);
    }

    AlternativesPredictor predictor() {
        double[] weights = weights();
        List<LatentPredictor> kept = new ArrayList<>();
        DoubleStream.Builder logs = DoubleStream.builder().add(Math.log(weights[0]));
        for (int i = 0; i < fits.size(); i++) {
            if (weights[i + 1] > LEAST_WEIGHT) {
                kept.add(fits.get(i).predictor());
                logs.add(Math.log(weights[i + 1]));
            }
        }
        return new AlternativesPredictor(kept, logs.build().toArray());
    }
}
