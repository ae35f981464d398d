package io.credence.forecasting.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The model confidence set of Hansen, Lunde and Nason (2011): the models that cannot be told from the best. Equal mean loss is tested on
 * the models left by the largest t-statistic against their average (T_max); while it is rejected the worst is put out. A model's p-value
 * is the largest of the tests up to the one that put it out, so the set at significance a is every model with a p-value of at least a.
 *
 * <p>Means are resampled by circular blocks of days (Politis and Romano 1992), the same days for all models.
 */
public final class ModelConfidenceSet {

    private final int block;
    private final int draws;
    private final long seed;

    private ModelConfidenceSet(int block, int draws, long seed) {
        this.block = block;
        this.draws = draws;
        this.seed = seed;
    }

    /** 1,000 resamples in blocks of the cube root of the number of days. */
    public static ModelConfidenceSet withDefaults() {
        return new ModelConfidenceSet(1, 1000, MonteCarlo.DEFAULT.seed());
    }

    /** Blocks of at least this many days: no fewer than the horizon. */
    public ModelConfidenceSet withSmallestBlock(int days) {
        if (days < 1) {
            throw new IllegalArgumentException("block is " + days + " days; it must be at least 1");
        }
        return new ModelConfidenceSet(days, draws, seed);
    }

    /** How many resamples, and what fixes them. */
    public ModelConfidenceSet withDraws(int count, long newSeed) {
        return new ModelConfidenceSet(block, new MonteCarlo(count, newSeed).draws(), newSeed);
    }

    /**
     * Tests.
     *
     * @param losses {@code [model][day]}, lower is better, the same days for all
     */
    public Result test(double[][] losses) {
        int days = losses.length == 0 ? 0 : losses[0].length;
        if (days < 2 || Arrays.stream(losses).anyMatch(row -> row.length != days)) {
            throw new IllegalArgumentException(
                    "losses are of " + losses.length + " models; each needs the same days, at least 2");
        }
        int length = Math.min(days, Math.max(block, (int) Math.ceil(Math.cbrt(days))));
        double[] means =
                Arrays.stream(losses).mapToDouble(ModelConfidenceSet::mean).toArray();
        return new Elimination(means, resampled(losses, length)).run();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** {@code [draw][model]} means. Sums of blocks come from cumulative sums, so a draw costs blocks, not days. */
    private double[][] resampled(double[][] losses, int length) {
        int days = losses[0].length;
        double[][] cumulative =
                Arrays.stream(losses).map(row -> cumulative(row, length)).toArray(double[][]::new);
        SplittableRandom random = new SplittableRandom(seed);
        int blocks = (days + length - 1) / length;
        double[][] means = new double[draws][losses.length];
        for (double[] row : means) {
            int left = days;
            for (int b = 0; b < blocks; b++) {
                int start = random.nextInt(days);
                int end = start + Math.min(length, left);
                left -= length;
                for (int model = 0; model < row.length; model++) {
                    row[model] += (cumulative[model][end] - cumulative[model][start]) / days;
                }
            }
        }
        return means;
    }

    private static double[] cumulative(double[] values, int wrap) {
        double[] sums = new double[values.length + wrap + 1];
        for (int i = 0; i + 1 < sums.length; i++) {
            sums[i + 1] = sums[i] + values[i % values.length];
        }
        return sums;
    }

    /**
     * @param pValues one per model, in the order given; the best model's is 1
     */
    public record Result(double[] pValues) {

        /** Whether a model is in the set at a significance, as 0.1: it cannot be told from the best. */
        public boolean contains(int model, double significance) {
            return pValues[model] >= significance;
        }

        /** How many models are in the set. */
        public long size(double significance) {
            return IntStream.range(0, pValues.length)
                    .filter(model -> contains(model, significance))
                    .count();
        }
    }

    private static final class Elimination {

        private final double[] means;
        private final double[][] resampled;
        private final boolean[] out;

        Elimination(double[] means, double[][] resampled) {
            this.means = means;
            this.resampled = resampled;
            this.out = new boolean[means.length];
        }

        Result run() {
            double[] pValues = new double[means.length];
            Arrays.fill(pValues, 1);
            double largest = 0;
            for (int left = means.length; left > 1; left--) {
                Round round = round();
                largest = Math.max(largest, round.pValue());
                pValues[round.worst()] = largest;
                out[round.worst()] = true;
            }
            return new Result(pValues);
        }

        private record Round(int worst, double pValue) {}

        private Round round() {
            double[] differences = differences(means);
            double[][] draws = new double[resampled.length][];
            Arrays.setAll(draws, b -> differences(resampled[b]));
            double[] errors = errors(differences, draws);
            int worst = -1;
            for (int i = 0; i < means.length; i++) {
                if (!out[i] && (worst < 0 || differences[i] / errors[i] > differences[worst] / errors[worst])) {
                    worst = i;
                }
            }
            double statistic = differences[worst] / errors[worst];
            long atLeast = Arrays.stream(draws)
                    .filter(draw -> largest(draw, differences, errors) >= statistic)
                    .count();
            return new Round(worst, (double) atLeast / draws.length);
        }

        /** Each model's mean less the average of those left. */
        private double[] differences(double[] values) {
            double average = IntStream.range(0, values.length)
                    .filter(i -> !out[i])
                    .mapToDouble(i -> values[i])
                    .average()
                    .orElseThrow();
            return Arrays.stream(values).map(value -> value - average).toArray();
        }

        /** Never 0: two equal models must not divide 0 by 0. */
        private static double[] errors(double[] centre, double[][] draws) {
            double[] errors = new double[centre.length];
            for (double[] draw : draws) {
                for (int i = 0; i < errors.length; i++) {
                    errors[i] += (draw[i] - centre[i]) * (draw[i] - centre[i]) / draws.length;
                }
            }
            return Arrays.stream(errors)
                    .map(variance -> Math.max(Math.sqrt(variance), 1e-14))
                    .toArray();
        }

        private double largest(double[] draw, double[] centre, double[] errors) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < draw.length; i++) {
                largest = out[i] ? largest : Math.max(largest, (draw[i] - centre[i]) / errors[i]);
            }
            return largest;
        }
    }
}
