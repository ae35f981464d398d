package io.credence.bnn.inference.vi;

import io.credence.bnn.network.Architecture;

/**
 * Everything a training run depends on besides data and seed.
 *
 * @param architecture the network's shape
 * @param prior of the random weights, and where their posterior starts
 * @param schedule how many steps, and how rates move over them
 * @param batching how series are cut
 * @param regularisation of the deterministic weights, and of the gradient
 * @param head whether its weights have a posterior
 * @param device where it runs
 */
public record TrainingOptions(
        Architecture architecture,
        HeadPrior prior,
        Schedule schedule,
        Batching batching,
        Regularisation regularisation,
        Head head,
        Device device) {

    /** Sensible for a few thousand steps of some ten features. */
    public static TrainingOptions withDefaults() {
        return new TrainingOptions(
                Architecture.withDefaults(),
                HeadPrior.withDefaults(),
                Schedule.withDefaults(),
                Batching.withDefaults(),
                Regularisation.withDefaults(),
                Head.BAYESIAN,
                Device.AUTO);
    }

    public TrainingOptions withArchitecture(Architecture changed) {
        return new TrainingOptions(changed, prior, schedule, batching, regularisation, head, device);
    }

    public TrainingOptions withPrior(HeadPrior changed) {
        return new TrainingOptions(architecture, changed, schedule, batching, regularisation, head, device);
    }

    public TrainingOptions withSchedule(Schedule changed) {
        return new TrainingOptions(architecture, prior, changed, batching, regularisation, head, device);
    }

    public TrainingOptions withBatching(Batching changed) {
        return new TrainingOptions(architecture, prior, schedule, changed, regularisation, head, device);
    }

    public TrainingOptions withRegularisation(Regularisation changed) {
        return new TrainingOptions(architecture, prior, schedule, batching, changed, head, device);
    }

    public TrainingOptions withDevice(Device changed) {
        return new TrainingOptions(architecture, prior, schedule, batching, regularisation, head, changed);
    }

    public TrainingOptions withHead(Head changed) {
        return new TrainingOptions(architecture, prior, schedule, batching, regularisation, changed, device);
    }

    /** What the head's weights are. */
    public enum Head {
        /** Independent Gaussians, by the evidence lower bound. */
        BAYESIAN,
        /** Points at the posterior's maximum, under the same likelihood and prior: what a Bayesian head is compared with. */
        POINT,
        /** Independent Gaussians, as all weights below them are, by the bound on propagated moments: of a network with a random backbone. */
        MOMENTS
    }

    /** Where training runs. */
    public enum Device {
        /** The first GPU the engine finds, else the CPU. */
        AUTO,
        /** The CPU with one thread: the same seed gives the same bytes. */
        CPU
    }

    /**
     * Gaussian priors of the head's weights, all independent.
     *
     * @param weightSd of each weight, positive
     * @param biasSd of each bias, positive
     * @param rawDfMean of the raw degrees of freedom; {@code df = 2.1 + softplus(raw)}
     * @param rawDfSd positive
     * @param initialSd the posterior standard deviation that training starts from, positive
     */
    public record HeadPrior(double weightSd, double biasSd, double rawDfMean, double rawDfSd, double initialSd) {

        public HeadPrior {
            requirePositive("prior weight sd", weightSd);
            requirePositive("prior bias sd", biasSd);
            requirePositive("prior raw df sd", rawDfSd);
            requirePositive("initial posterior sd", initialSd);
            if (!Double.isFinite(rawDfMean)) {
                throw new IllegalArgumentException("prior raw df mean is " + rawDfMean + "; it must be finite");
            }
        }

        public static HeadPrior withDefaults() {
            return new HeadPrior(0.2, 1.0, 2.0, 1.0, 0.05);
        }
    }

    /**
     * Steps and rates.
     *
     * @param steps optimiser steps, at least 1
     * @param learningRate Adam's step size at the start, positive
     * @param finalRateShare the share of the learning rate left at the end of a cosine decay, 0 to 1
     * @param annealingShare the share of steps over which the weight of KL rises linearly from 0 to exactly 1, 0 to 1 (less
     *     than 1, so that it ends at 1)
     * @param averagingShare the share of last steps over which parameters are averaged (Polyak), 0 to 1
     */
    public record Schedule(
            int steps, double learningRate, double finalRateShare, double annealingShare, double averagingShare) {

        public Schedule {
            if (steps < 1) {
                throw new IllegalArgumentException("training steps are " + steps + "; there must be at least 1");
            }
            requirePositive("learning rate", learningRate);
            requireShare("final rate share", finalRateShare);
            requireShare("annealing share", annealingShare);
            requireShare("averaging share", averagingShare);
        }

        public static Schedule withDefaults() {
            return new Schedule(800, 0.01, 0.05, 0.3, 0.2);
        }

        public Schedule withSteps(int changed) {
            return new Schedule(changed, learningRate, finalRateShare, annealingShare, averagingShare);
        }
    }

    /**
     * How series are cut: into contiguous streams of equal length, run side by side in windows whose recurrent state is carried
     * from one to the next.
     *
     * @param streams side by side in one batch, at least 1
     * @param window steps through which a gradient flows, at least 1
     * @param burnIn steps before a stream's start that only warm its state, at least 0
     */
    public record Batching(int streams, int window, int burnIn) {

        public Batching {
            if (streams < 1 || window < 1 || burnIn < 0) {
                throw new IllegalArgumentException("batching has " + streams + " streams, window " + window
                        + " and burn-in " + burnIn + "; allowed are at least 1, 1 and 0");
            }
        }

        public static Batching withDefaults() {
            return new Batching(16, 32, 64);
        }
    }

    /**
     * What holds the deterministic weights and the gradient in bounds. The prior does not reach the deterministic weights: without
     * these a backbone learns a few thousand noisy targets by heart.
     *
     * @param weightDecay decoupled, per unit of learning rate, of the deterministic weights; at least 0
     * @param dropout share of backbone features zeroed while training, 0 to below 1
     * @param clipNorm largest global norm of the gradient of the mean loss per target, positive
     */
    public record Regularisation(double weightDecay, double dropout, double clipNorm) {

        public Regularisation {
            requireShare("dropout", dropout);
            requirePositive("clip norm", clipNorm);
            if (!(weightDecay >= 0) || dropout == 1) {
                throw new IllegalArgumentException("weight decay is " + weightDecay + " and dropout " + dropout
                        + "; allowed are at least 0 and below 1");
            }
        }

        /** Chosen on two simulated worlds (independent rows, and GARCH) of 3,800 steps with 13 features of pure noise. */
        public static Regularisation withDefaults() {
            return new Regularisation(2, 0.1, 1);
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
