package io.credence.forecasting.model.bayesian.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.random.Key;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.model.univariate.HiddenReturns;
import io.credence.forecasting.model.univariate.ReturnHistory;
import org.junit.jupiter.api.Test;

class LatentFitTest {

    private static final Key KEY = Key.of(4);
    private static final ReturnHistory REGIMES = HiddenReturns.regimes(1200, 11);
    private static final LatentFit FIT = LatentFit.of(LatentStructure.REGIMES, REGIMES.first(1000), KEY);

    /** Each structure has more evidence than the other on returns of its own kind. */
    @Test
    void evidenceKnowsItsOwn() {
        assertThat(FIT.logEvidence())
                .isGreaterThan(LatentFit.of(LatentStructure.JUMPS, REGIMES.first(1000), KEY)
                                .logEvidence()
                        + 5);
        ReturnHistory jumps = HiddenReturns.jumps(1000, 12);
        assertThat(LatentFit.of(LatentStructure.JUMPS, jumps, KEY).logEvidence())
                .isGreaterThan(LatentFit.of(LatentStructure.REGIMES, jumps, KEY).logEvidence() + 5);
    }

    /** The chain rule: what a longer history has more of evidence is the log score of the forecasts in between. */
    @Test
    void evidenceAddsUp() {
        LatentPredictor predictor = FIT.predictor();
        double sum = 0;
        for (int t = 1000; t < 1040; t++) {
            sum += predictor.update(REGIMES.returnAt(t));
        }
        double gained = FIT.refit(REGIMES.first(1040)).logEvidence() - FIT.logEvidence();
        assertThat(gained).isCloseTo(sum, within(1e-9));
        double anew =
                LatentFit.of(LatentStructure.REGIMES, REGIMES.first(1040), KEY).logEvidence();
        assertThat(FIT.logEvidence() + sum).isCloseTo(anew, within(0.5));
    }

    /** Draws that follow the data forecast what draws of the longer history do. */
    @Test
    void aRefitIsTheFitOfTheLongerHistory() {
        LatentPredictor followed = FIT.refit(REGIMES).predictor();
        LatentPredictor anew =
                LatentFit.of(LatentStructure.REGIMES, REGIMES, KEY).predictor();
        assertThat(Math.log(valueAtRisk(followed) / valueAtRisk(anew))).isCloseTo(0, within(0.03));
    }

    /** Twenty nats under what it stands beside its evidence is told roughly, from above; nearer than that it is told as ever. */
    @Test
    void evidenceThatDoesNotMatterIsRough() {
        double exact = FIT.refit(REGIMES).logEvidence();
        assertThat(FIT.refit(REGIMES, exact + 60).logEvidence()).isBetween(exact - 2, exact + 10);
        assertThat(FIT.refit(REGIMES, exact + 15).logEvidence()).isEqualTo(exact);
    }

    private static double valueAtRisk(LatentPredictor predictor) {
        double[] weights = predictor.weights();
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * predictor.law(i).valueAtRisk(new ConfidenceLevel(0.975));
        }
        return sum;
    }

    /** Evidence is of a density: in a unit a hundred times as large it is higher by the log of that, for each return. */
    @Test
    void pricesInOtherUnitsChangeNothingElse() {
        double[] small = REGIMES.first(1000).returnsFrom(0);
        for (int t = 0; t < small.length; t++) {
            small[t] /= 100;
        }
        LatentFit scaled = LatentFit.of(LatentStructure.REGIMES, ReturnHistory.of(small), KEY);
        assertThat(scaled.logEvidence() - 1000 * Math.log(100)).isCloseTo(FIT.logEvidence(), within(1e-3));
        assertThat(100 * valueAtRisk(scaled.predictor()) / valueAtRisk(FIT.predictor()))
                .isCloseTo(1, within(1e-3));
    }

    @Test
    void aPriceThatNeverMovesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LatentFit.of(LatentStructure.JUMPS, ReturnHistory.of(new double[300]), KEY))
                .withMessageContaining("all 300 returns are zero");
    }
}
