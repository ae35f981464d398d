package io.credence.bnn.inference.vi;

import io.credence.bnn.inference.vi.TrainingOptions.Schedule;

/**
 * How rates move over the steps, which count from 1.
 *
 * @param schedule the options
 */
record Schedules(Schedule schedule) {

    /** Rises linearly to exactly 1 at the end of annealing, and stays there; 1 at the last step in any case. */
    double klWeight(int step) {
        int annealed = (int) (schedule.annealingShare() * schedule.steps());
        return step >= annealed ? 1 : (double) step / annealed;
    }

    /** Falls along half a cosine to its final share (Loshchilov and Hutter 2017). */
    double rate(int step) {
        double done = schedule.steps() == 1 ? 0 : (step - 1.0) / (schedule.steps() - 1);
        double share = schedule.finalRateShare();
        return schedule.learningRate() * (share + (1 - share) * 0.5 * (1 + Math.cos(Math.PI * done)));
    }

    /** Whether this step's parameters enter the average. */
    boolean averages(int step) {
        return step > schedule.steps() * (1 - schedule.averagingShare());
    }
}
