package io.credence.bnn.inference.backprop;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.density.DataDensity;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.InferenceContract;
import io.credence.bnn.inference.member.MemberState;
import io.credence.bnn.inference.member.Training;
import io.credence.bnn.inference.member.Waves;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForward.Head;
import io.credence.bnn.network.FeedForwardDensity;
import io.credence.bnn.network.FeedForwardPrior;
import io.credence.bnn.random.Key;
import java.util.Collections;

final class FeedForwardBackpropContractTest extends InferenceContract<MemberState> {

    private static final FeedForward NETWORK = new FeedForward(1, 4, Head.HOMOSCEDASTIC);
    private static final FeedForwardPrior PRIOR = FeedForwardPrior.withDefaults();

    private final RegressionData rows = Waves.of(60, Key.of(3));

    @Override
    protected InferenceAlgorithm<MemberState> on(DataDensity target) {
        return FeedForwardBackprop.of(
                NETWORK, rows, Training.withDefaults().withSteps(400), Collections.nCopies(2, PRIOR));
    }

    @Override
    protected DataDensity target() {
        return FeedForwardDensity.of(NETWORK, PRIOR.of(NETWORK), rows);
    }

    @Override
    protected int steps() {
        return 6;
    }

    /** Data that are not finite cannot be built, see {@link RegressionData}. */
    @Override
    protected void targetWithoutADensityIsRefused() {}
}
