package io.credence.bnn.inference.backprop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.credence.bnn.data.RegressionData;
import io.credence.bnn.engine.Scalars;
import io.credence.bnn.inference.member.MemberAlgorithm;
import io.credence.bnn.inference.member.MemberBatch;
import io.credence.bnn.inference.member.PriorPenalty;
import io.credence.bnn.inference.member.Training;
import io.credence.bnn.moments.Activation;
import io.credence.bnn.moments.Moments;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForward.Head;
import io.credence.bnn.network.FeedForwardGraph;
import io.credence.bnn.network.FeedForwardPrior;
import io.credence.bnn.posterior.MeanFieldGaussian;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.List;

/**
 * Bayes by Backprop: a mean-field Gaussian over all parameters, noise included, fitted by stochastic gradients of the evidence
 * lower bound. Hidden units are drawn by local reparameterisation, each row its own; the Gaussian likelihood's expectation over
 * the last layer and over the noise is in closed form:
 * {@code E log N(y | f, s^2) = -m_log_s - ((y - m_f)^2 + v_f) exp(-2 m_log_s + 2 v_log_s) / 2 - log(2 pi) / 2}.
 *
 * <p>Blundell et al. (2015), "Weight Uncertainty in Neural Networks"; Kingma, Salimans and Welling (2015), "Variational Dropout
 * and the Local Reparameterization Trick". Members are settings that are compared, or an ensemble of Bayesian networks.
 */
public final class FeedForwardBackprop extends MemberAlgorithm {

    private static final double START_LOG_SD = -4;
    /** The part of the training over which the divergence's weight rises to 1, so that units are not given up before they are used. */
    private static final double WARM_UP = 0.3;

    private static final double TINY = 1e-10;
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    /** How the hidden units' uncertainty reaches the outputs. */
    private enum Hidden {
        DRAWN,
        MOMENTS
    }

    private final PriorPenalty prior;
    private final Hidden way;

    private FeedForwardBackprop(
            FeedForward network, RegressionData data, Training training, List<FeedForwardPrior> priors, Hidden way) {
        super(network, data, training, priors.size());
        this.prior = new PriorPenalty(network, priors);
        this.way = way;
    }

    /**
     * On standardised rows.
     *
     * @param priors one for each member
     */
    public static FeedForwardBackprop of(
            FeedForward network, RegressionData data, Training training, List<FeedForwardPrior> priors) {
        return new FeedForwardBackprop(network, data, training, priors, Hidden.DRAWN);
    }

    /**
     * VDP++: as {@link #of}, but hidden units carry mean and variance ({@link Activation#moments}) in place of draws. With a homoscedastic head
     * the loss has no noise at all.
     *
     * @param priors one for each member
     */
    public static FeedForwardBackprop propagating(
            FeedForward network, RegressionData data, Training training, List<FeedForwardPrior> priors) {
        return new FeedForwardBackprop(network, data, training, priors, Hidden.MOMENTS);
    }

    /** Means, then logs of standard deviations. */
    @Override
    protected int width() {
        return 2 * network.size();
    }

    @Override
    protected double[][] start(Key key) {
        double[][] means = network.initial(members(), key);
        double[][] start = new double[members()][];
        for (int i = 0; i < start.length; i++) {
            start[i] = Arrays.copyOf(means[i], width());
            Arrays.fill(start[i], network.size(), width(), START_LOG_SD);
        }
        return start;
    }

    @Override
    protected NDArray loss(MemberBatch batch) {
        NDList both = batch.points().split(2, 1);
        NDArray mean = both.get(0);
        NDArray logSd = both.get(1);
        NDArray variance = logSd.add(logSd).exp();
        NDArray likelihood = Scalars.times(likelihood(batch, mean, variance).sum(), 1.0 / batch.rows());
        NDArray scaled = variance.mul(prior.precisions(mean.getManager()));
        NDArray divergence =
                Scalars.times(prior.squares(mean).add(scaled), 0.5).sub(logSd).sum();
        double weight = Math.min(1, batch.progress() / WARM_UP);
        return Scalars.times(divergence.sub(constant()), weight / rows()).sub(likelihood);
    }

    private double constant() {
        return prior.halfLogPrecisions() + 0.5 * members() * network.size();
    }

    private NDArray likelihood(MemberBatch batch, NDArray mean, NDArray variance) {
        FeedForwardGraph means = new FeedForwardGraph(network, mean);
        FeedForwardGraph variances = new FeedForwardGraph(network, variance);
        Moments hidden = hidden(batch, means, variances);
        NDArray m = hidden.mean().matMul(means.lastWeights()).add(means.lastBiases());
        NDArray v = variance(hidden, means, variances);
        return network.head() == Head.HOMOSCEDASTIC
                ? homoscedastic(batch.y(), m, v, means.logNoise(), variances.logNoise())
                : heteroscedastic(batch, m, v);
    }

    private Moments hidden(MemberBatch batch, FeedForwardGraph means, FeedForwardGraph variances) {
        NDArray m = batch.x().matMul(means.firstWeights()).add(means.firstBiases());
        NDArray v = batch.x().square().matMul(variances.firstWeights()).add(variances.firstBiases());
        if (way == Hidden.MOMENTS) {
            return Activation.RELU.moments(new Moments(m, v));
        }
        NDArray noise = batch.gaussian(means.maskShape(batch.rows()));
        return Moments.certain(
                m.add(v.add(TINY).sqrt().mul(noise)).getNDArrayInternal().relu());
    }

    private NDArray variance(Moments hidden, FeedForwardGraph means, FeedForwardGraph variances) {
        NDArray ofWeights =
                hidden.mean().square().matMul(variances.lastWeights()).add(variances.lastBiases());
        if (way == Hidden.DRAWN) {
            return ofWeights;
        }
        NDArray both = means.lastWeights().square().add(variances.lastWeights());
        return ofWeights.add(hidden.variance().matMul(both));
    }

    private static NDArray homoscedastic(NDArray y, NDArray m, NDArray v, NDArray logNoise, NDArray variance) {
        NDArray error = m.squeeze(2).sub(y).square().add(v.squeeze(2));
        NDArray half = variance.sub(logNoise);
        NDArray precision = half.add(half).exp();
        return Scalars.times(error.mul(precision), -0.5).sub(logNoise).sub(HALF_LOG_TWO_PI);
    }

    /** The raw scale is drawn; the mean's variance still enters in closed form. */
    private static NDArray heteroscedastic(MemberBatch batch, NDArray m, NDArray v) {
        NDList means = m.split(2, 2);
        NDList variances = v.split(2, 2);
        NDArray raw = means.get(1);
        NDArray drawn = raw.add(variances.get(1).add(TINY).sqrt().mul(batch.gaussian(raw.getShape())));
        NDArray sd = FeedForwardGraph.sd(drawn).squeeze(2);
        NDArray error = means.get(0)
                .squeeze(2)
                .sub(batch.y())
                .square()
                .add(variances.get(0).squeeze(2));
        return Scalars.times(error.div(sd.square()), -0.5).sub(sd.log()).sub(HALF_LOG_TWO_PI);
    }

    @Override
    protected Posterior member(int index, double[] trained) {
        int size = network.size();
        double[] sd = Arrays.stream(trained, size, 2 * size).map(Math::exp).toArray();
        return MeanFieldGaussian.of(Arrays.copyOf(trained, size), sd);
    }
}
