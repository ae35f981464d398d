package io.credence.bnn.inference.elbo;

import io.credence.bnn.posterior.GaussianFamily;

/**
 * Everything that {@link VariationalInference} depends on besides target and key.
 *
 * @param family among whose members q is sought
 * @param estimator of the gradient
 * @param sampling draws and rows of a step
 * @param rate of Adam
 * @param kl how much the divergence from the prior counts
 * @param start where q starts
 */
public record VariationalOptions(
        GaussianFamily family, Estimator estimator, Sampling sampling, Rate rate, Kl kl, Start start) {

    public VariationalOptions {
        if (sampling.importance() > 1 && estimator != Estimator.PATH_DERIVATIVE) {
            throw new IllegalArgumentException("importance draws are " + sampling.importance() + " with the estimator "
                    + estimator + "; above 1 the gradient is known for " + Estimator.PATH_DERIVATIVE + " only");
        }
    }

    /** Mean-field on all rows. */
    public static VariationalOptions withDefaults() {
        return new VariationalOptions(
                GaussianFamily.meanField(),
                Estimator.REPARAMETERISED,
                Sampling.withDefaults(),
                Rate.withDefaults(),
                Kl.withDefaults(),
                Start.withDefaults());
    }

    public VariationalOptions withFamily(GaussianFamily changed) {
        return new VariationalOptions(changed, estimator, sampling, rate, kl, start);
    }

    public VariationalOptions withEstimator(Estimator changed) {
        return new VariationalOptions(family, changed, sampling, rate, kl, start);
    }

    public VariationalOptions withSampling(Sampling changed) {
        return new VariationalOptions(family, estimator, changed, rate, kl, start);
    }

    public VariationalOptions withRate(Rate changed) {
        return new VariationalOptions(family, estimator, sampling, changed, kl, start);
    }

    public VariationalOptions withKl(Kl changed) {
        return new VariationalOptions(family, estimator, sampling, rate, changed, start);
    }

    public VariationalOptions withStart(Start changed) {
        return new VariationalOptions(family, estimator, sampling, rate, kl, changed);
    }

    /**
     * What a step looks at.
     *
     * @param draws of q whose gradients are averaged, at least 1
     * @param importance points of each draw, at least 1; above 1 the importance-weighted bound is maximised
     * @param batch rows; 0 for all
     */
    public record Sampling(int draws, int importance, int batch) {

        public Sampling {
            if (draws < 1 || importance < 1 || batch < 0) {
                throw new IllegalArgumentException("sampling has " + draws + " draws, " + importance
                        + " importance draws and a batch of " + batch + "; allowed are at least 1, 1 and 0");
            }
        }

        public static Sampling withDefaults() {
            return new Sampling(8, 1, 0);
        }

        public Sampling withDraws(int changed) {
            return new Sampling(changed, importance, batch);
        }

        public Sampling withImportance(int changed) {
            return new Sampling(draws, changed, batch);
        }

        public Sampling withBatch(int changed) {
            return new Sampling(draws, importance, changed);
        }
    }

    /**
     * Adam's step size, and which values are averaged.
     *
     * @param learning rate of the first step, positive
     * @param finalShare of it that is left at the last step and stays after, 0 to 1
     * @param steps over which it falls, at least 1
     * @param averagingShare of these steps, the last ones, whose values are averaged, 0 to 1
     */
    public record Rate(double learning, double finalShare, long steps, double averagingShare) {

        public Rate {
            requirePositive("learning rate", learning);
            if (steps < 1) {
                throw new IllegalArgumentException("steps are " + steps + "; there must be at least 1");
            }
            requireShare("final share of the rate", finalShare);
            requireShare("averaging share", averagingShare);
        }

        public static Rate withDefaults() {
            return new Rate(0.05, 0.01, 2000, 0.2);
        }

        public Rate withSteps(long changed) {
            return new Rate(learning, finalShare, changed, averagingShare);
        }

        public Rate withLearning(double changed) {
            return new Rate(changed, finalShare, steps, averagingShare);
        }

        /** Half a cosine (Loshchilov and Hutter 2017). */
        double at(long step) {
            double done = steps == 1 ? 1 : Math.min(1, (step - 1.0) / (steps - 1));
            return learning * (finalShare + (1 - finalShare) * 0.5 * (1 + Math.cos(Math.PI * done)));
        }

        /** The running mean of values, which begins anew with these until averaging has begun. */
        double[] average(double[] average, double[] values, long step) {
            long averaged = step - (long) (steps * (1 - averagingShare));
            double share = 1.0 / Math.max(1, averaged);
            double[] next = average.clone();
            for (int i = 0; i < next.length; i++) {
                next[i] = share == 1 ? values[i] : next[i] + share * (values[i] - next[i]);
            }
            return next;
        }
    }

    /**
     * The weight of KL.
     *
     * @param schedule over the steps, which ends at 1
     * @param balance that multiplies it, positive; 1 is Bayes. Large ones hold q at the prior, small ones fit the data alone
     */
    public record Kl(KlSchedule schedule, double balance) {

        public Kl {
            requirePositive("KL balance", balance);
        }

        public static Kl withDefaults() {
            return new Kl(KlSchedule.none(), 1);
        }

        public Kl withSchedule(KlSchedule changed) {
            return new Kl(changed, balance);
        }

        public Kl withBalance(double changed) {
            return new Kl(schedule, changed);
        }

        double weight(long step) {
            return balance * schedule.weight(step);
        }
    }

    /**
     * Where q starts.
     *
     * @param spread standard deviation of the first means around 0, at least 0
     * @param sd first standard deviation of each parameter, positive
     */
    public record Start(double spread, double sd) {

        public Start {
            requirePositive("start sd", sd);
            if (!(spread >= 0) || Double.isInfinite(spread)) {
                throw new IllegalArgumentException("start spread is " + spread + "; it must be at least 0 and finite");
            }
        }

        public static Start withDefaults() {
            return new Start(0.1, 0.1);
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be positive and finite");
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + "; it must lie between 0 and 1");
        }
    }
}
