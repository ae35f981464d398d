package io.credence.bnn.inference.ensemble;

import ai.djl.ndarray.NDArray;
import io.credence.bnn.data.RegressionData;
import io.credence.bnn.engine.Scalars;
import io.credence.bnn.inference.member.MemberAlgorithm;
import io.credence.bnn.inference.member.MemberBatch;
import io.credence.bnn.inference.member.PriorPenalty;
import io.credence.bnn.inference.member.Training;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForward.Head;
import io.credence.bnn.network.FeedForwardGraph;
import io.credence.bnn.network.FeedForwardPrior;
import io.credence.bnn.posterior.PointMass;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import java.util.List;

/**
 * A deep ensemble: members from different starts, each trained to its own posterior mode, and their predictions mixed. With a
 * {@linkplain io.credence.bnn.network.FeedForward.Head#HETEROSCEDASTIC heteroscedastic} head this is the ensemble of Lakshminarayanan, Pritzel and
 * Blundell (2017), "Simple and Scalable Predictive Uncertainty Estimation using Deep Ensembles", without adversarial rows and with the weights of Seitzer et al. (2022), "On the Pitfalls of
 * Heteroscedastic Uncertainty Estimation with Probabilistic Neural Networks", at first.
 */
public final class DeepEnsemble extends MemberAlgorithm {

    private final PriorPenalty prior;

    private DeepEnsemble(FeedForward network, RegressionData data, Training training, List<FeedForwardPrior> priors) {
        super(network, data, training, priors.size());
        this.prior = new PriorPenalty(network, priors);
    }

    /**
     * On standardised rows.
     *
     * @param priors one for each member, whose weight decay they are; the same for all in an ensemble proper
     */
    public static DeepEnsemble of(
            FeedForward network, RegressionData data, Training training, List<FeedForwardPrior> priors) {
        return new DeepEnsemble(network, data, training, priors);
    }

    @Override
    protected int width() {
        return network.size();
    }

    @Override
    protected double[][] start(Key key) {
        return network.initial(members(), key);
    }

    @Override
    protected NDArray loss(MemberBatch batch) {
        FeedForwardGraph graph = new FeedForwardGraph(network, batch.points());
        NDArray outputs = graph.outputs(batch.x());
        NDArray likelihood = weighted(batch, outputs, graph.logLikelihood(outputs, batch.y()));
        NDArray penalty = Scalars.times(prior.squares(batch.points()).sum(), 0.5 / rows());
        return penalty.sub(Scalars.times(likelihood.sum(), 1.0 / batch.rows()));
    }

    /**
     * A row's likelihood pulls on the mean with 1 / sd^2, so that rows which are badly fitted early are given up as noise. Early on
     * each row is therefore weighted with its sd, which does not count in the gradient; the weight goes to 1 as training ends.
     */
    private NDArray weighted(MemberBatch batch, NDArray outputs, NDArray likelihood) {
        if (network.head() == Head.HOMOSCEDASTIC) {
            return likelihood;
        }
        NDArray sds = FeedForwardGraph.sds(outputs).stopGradient();
        NDArray weight = Scalars.times(sds.log(), 1 - batch.progress()).exp();
        return likelihood.mul(weight.div(weight.mean(new int[] {1}, true)));
    }

    @Override
    protected Posterior member(int index, double[] trained) {
        return PointMass.of(trained);
    }
}
