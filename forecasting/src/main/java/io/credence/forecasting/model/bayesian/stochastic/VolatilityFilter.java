package io.credence.forecasting.model.bayesian.stochastic;

/**
 * What returns tell of a latent log variance {@code h_t = mu + s x_t}, x an autoregression of unit variance: the law of the next h on a chain of
 * states, by Bayes' rule at each return (Langrock, MacDonald and Zucchini 2012). The likelihood is exact for the chain. Mutable, of one thread.
 */
public final class VolatilityFilter {

    private final MarkovChain chain;
    private final Emission emission;
    private double[] law;

    private VolatilityFilter(MarkovChain chain, Emission emission, double[] law) {
        this.chain = chain;
        this.emission = emission;
        this.law = law;
    }

    /** What a return is like in each state. */
    @FunctionalInterface
    public interface Emission {

        /**
         * The density of a return, or its probability where it is an atom, in each state.
         *
         * @param perState filled
         */
        void likelihoods(double returnPercent, double[] perState);
    }

    /**
     * Before any return.
     *
     * @param persistence of log variance, from 0 to 1, exclusive
     * @param states how many
     */
    public static VolatilityFilter of(double persistence, int states, Emission emission) {
        return of(AutoregressiveChain.of(persistence, states), emission);
    }

    /** On any chain, before any return. */
    static VolatilityFilter of(MarkovChain chain, Emission emission) {
        return new VolatilityFilter(chain, emission, chain.stationary());
    }

    /** The x of each state of a filter of so many. */
    public static double[] states(int count) {
        return AutoregressiveChain.of(0, count).nodes();
    }

    VolatilityFilter copy() {
        return new VolatilityFilter(chain, emission, law.clone());
    }

    /** The probability of each state when the next return is made, given those so far. */
    public double[] law() {
        return law.clone();
    }

    /**
     * Moves on by one return. One that is impossible in every state teaches nothing.
     *
     * @return its log likelihood given those before it
     */
    public double update(double returnPercent) {
        double[] joint = new double[law.length];
        emission.likelihoods(returnPercent, joint);
        double sum = 0;
        for (int i = 0; i < joint.length; i++) {
            joint[i] *= law[i];
            sum += joint[i];
        }
        boolean possible = sum > 0 && Double.isFinite(sum);
        for (int i = 0; possible && i < joint.length; i++) {
            joint[i] /= sum;
        }
        law = chain.next(possible ? joint : law);
        return possible ? Math.log(sum) : Double.NEGATIVE_INFINITY;
    }
}
