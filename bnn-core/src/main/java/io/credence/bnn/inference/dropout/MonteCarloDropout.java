package io.credence.bnn.inference.dropout;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.data.RegressionData;
import io.credence.bnn.engine.Scalars;
import io.credence.bnn.inference.member.MemberAlgorithm;
import io.credence.bnn.inference.member.MemberBatch;
import io.credence.bnn.inference.member.PriorPenalty;
import io.credence.bnn.inference.member.Training;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForwardGraph;
import io.credence.bnn.network.FeedForwardPrior;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import java.util.List;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * Monte Carlo dropout: a network trained with dropout of its hidden units, which stays on in prediction. Gal and Ghahramani
 * (2016), "Dropout as a Bayesian Approximation". Members are settings that are compared, or an ensemble.
 */
public final class MonteCarloDropout extends MemberAlgorithm {

    private final List<Setting> settings;
    private final PriorPenalty prior;
    private final float[] thresholds;
    private final float[] factors;

    private MonteCarloDropout(FeedForward network, RegressionData data, Training training, List<Setting> settings) {
        super(network, data, training, settings.size());
        this.settings = List.copyOf(settings);
        prior = new PriorPenalty(network, settings.stream().map(Setting::prior).toList());
        thresholds = new float[settings.size()];
        factors = new float[settings.size()];
        for (int i = 0; i < thresholds.length; i++) {
            double rate = settings.get(i).rate();
            thresholds[i] = (float) (-Math.sqrt(2) * InverseErfc.value(2 * rate));
            factors[i] = (float) (1 / (1 - rate));
        }
    }

    /**
     * On standardised rows.
     *
     * @param settings one for each member
     */
    public static MonteCarloDropout of(
            FeedForward network, RegressionData data, Training training, List<Setting> settings) {
        return new MonteCarloDropout(network, data, training, settings);
    }

    /**
     * One member's.
     *
     * @param rate of dropped units, above 0 and under 1
     * @param prior its weight decay
     */
    public record Setting(double rate, FeedForwardPrior prior) {

        public Setting {
            if (!(rate > 0 && rate < 1)) {
                throw new IllegalArgumentException("dropout rate is " + rate + "; allowed is above 0 and under 1");
            }
        }
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
        NDArray outputs = graph.outputs(batch.x(), mask(batch, graph.maskShape(batch.rows())));
        NDArray likelihood = graph.logLikelihood(outputs, batch.y());
        NDArray penalty = Scalars.times(prior.squares(batch.points()).sum(), 0.5 / rows());
        return penalty.sub(Scalars.times(likelihood.sum(), 1.0 / batch.rows()));
    }

    /** Every row and unit of its own: fresh masks in training, as in the paper. */
    private NDArray mask(MemberBatch batch, Shape shape) {
        Shape each = new Shape(members(), 1, 1);
        NDArray threshold = batch.points().getManager().create(thresholds, each);
        NDArray factor = batch.points().getManager().create(factors, each);
        return batch.gaussian(shape)
                .gt(threshold)
                .toType(DataType.FLOAT32, false)
                .muli(factor);
    }

    @Override
    protected Posterior member(int index, double[] trained) {
        return new DropoutPosterior(
                trained, network.outgoing(), settings.get(index).rate());
    }
}
