package io.credence.bnn.inference.elbo;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.posterior.GaussianFamily;
import io.credence.bnn.posterior.MeanFieldGaussian;
import io.credence.bnn.random.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A search over the weight of KL against likelihood, which in practice decides most about a Bayesian network: too large, and q collapses to
 * the prior; too small, and it is a point. The search shows both ends and the best in between, by hold-out score. Weight 1 is Bayes; a
 * model whose best weight is far from it is misspecified.
 *
 * @param trials in order of the weights
 */
public record KlBalance(List<Trial> trials) {

    /** A weight whose KL from the prior is under this, in nats, is idle. */
    public static final double IDLE_KL = 1e-3;

    private static final double COLLAPSE = 0.95;
    private static final double POINT = 0.01;

    public KlBalance {
        trials = List.copyOf(trials);
    }

    /**
     * One weight's fit.
     *
     * @param balance the weight of KL
     * @param nll hold-out score, in nats, as the caller gives it
     * @param klPerWeight in nats
     * @param idle share of the weights whose KL is under {@link #IDLE_KL}
     * @param width median ratio of posterior to prior standard deviation
     */
    public record Trial(double balance, double nll, double klPerWeight, double idle, double width) {

        /** Whether 95 % of the weights have learnt nothing. */
        public boolean collapsed() {
            return idle >= COLLAPSE;
        }

        /** Whether q is a point, for practical purposes: half of its standard deviations under 1 % of the prior's. */
        public boolean deterministic() {
            return width < POINT;
        }
    }

    /**
     * Fits a mean-field q for each weight.
     *
     * @param prior the target's own
     * @param options whose family must be mean-field
     * @param nll hold-out score of a fitted q; smaller is better
     * @param balances positive, at least one
     */
    public static KlBalance search(
            DataDensity target,
            MeanFieldGaussian prior,
            VariationalOptions options,
            ToDoubleFunction<MeanFieldGaussian> nll,
            double[] balances,
            Key key) {
        if (!(options.family() instanceof GaussianFamily.MeanField) || balances.length == 0) {
            throw new IllegalArgumentException("family is " + options.family() + " and there are " + balances.length
                    + " weights; a search needs mean-field and at least one weight");
        }
        List<Trial> trials = new ArrayList<>();
        for (double balance : Arrays.stream(balances).sorted().toArray()) {
            VariationalInference vi =
                    VariationalInference.of(target, options.withKl(options.kl().withBalance(balance)));
            MeanFieldGaussian q = (MeanFieldGaussian) vi.posterior(vi.run(key));
            trials.add(trial(balance, q, prior, nll.applyAsDouble(q)));
        }
        return new KlBalance(trials);
    }

    /** The trial with the smallest hold-out score. */
    public Trial best() {
        return trials.stream().min(Comparator.comparingDouble(Trial::nll)).orElseThrow();
    }

    private static Trial trial(double balance, MeanFieldGaussian q, MeanFieldGaussian prior, double nll) {
        double[] kls = q.kls(prior);
        double idle = (double) Arrays.stream(kls).filter(kl -> kl < IDLE_KL).count() / kls.length;
        double[] ratios = q.sd();
        double[] wide = prior.sd();
        Arrays.setAll(ratios, i -> ratios[i] / wide[i]);
        Arrays.sort(ratios);
        return new Trial(balance, nll, Arrays.stream(kls).sum() / kls.length, idle, ratios[ratios.length / 2]);
    }
}
