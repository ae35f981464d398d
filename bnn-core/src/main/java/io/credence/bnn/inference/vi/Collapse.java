package io.credence.bnn.inference.vi;

import io.credence.bnn.inference.vi.TrainingOptions.HeadPrior;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whether a posterior has fallen back to its prior, so that the network says nothing that the baseline does not.
 *
 * @param idle share of the random weights whose KL from the prior is under {@link #IDLE_KL}
 * @param kl of all of them, in nats
 */
public record Collapse(double idle, double kl) {

    /** A weight with less than this, in nats, has learnt nothing. */
    public static final double IDLE_KL = 1e-3;

    private static final double ALARM = 0.95;

    /** Measures a trained network against the prior that it was trained with. */
    public static Collapse of(SequenceNetwork network, HeadPrior prior) {
        NetworkSpec spec = network.spec();
        double[] priorSds = PriorSds.of(spec, prior);
        float[] parameters = network.parameters();
        return of(IntStream.range(0, spec.randomSize())
                .mapToDouble(i -> kl(spec, prior.rawDfMean(), priorSds[i], parameters, i))
                .toArray());
    }

    /**
     * Measures any posterior.
     *
     * @param kls each random parameter's KL from its prior, in nats; at least one
     */
    public static Collapse of(double[] kls) {
        long idle = Arrays.stream(kls).filter(kl -> kl < IDLE_KL).count();
        return new Collapse((double) idle / kls.length, Arrays.stream(kls).sum());
    }

    /** Whether 95 % of the weights are idle. */
    public boolean alarm() {
        return idle >= ALARM;
    }

    private static double kl(NetworkSpec spec, double rawDfMean, double priorSd, float[] parameters, int i) {
        boolean rawDf = i >= spec.randomSize() - spec.horizons();
        double mean = parameters[spec.deterministicSize() + i] - (rawDf ? rawDfMean : 0);
        double sd = Math.exp(parameters[spec.deterministicSize() + spec.randomSize() + i]);
        return Math.log(priorSd / sd) + (sd * sd + mean * mean) / (2 * priorSd * priorSd) - 0.5;
    }
}
