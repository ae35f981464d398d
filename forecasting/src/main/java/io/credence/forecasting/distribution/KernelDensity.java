package io.credence.forecasting.distribution;

/**
 * A kernel estimate of a sample's density with a t of 4 degrees of freedom, {@code K(u) = 3/8 (1 + u^2 / 4)^(-5/2)}, at a tenth of the cost of the plain sum:
 * blocks of neighbours that are narrow beside their distance, or beside the kernel, count as their mean and their
 * spread about it (the first terms of Taylor's series, as in a fast multipole sum); of other blocks every value counts. The
 * log density is right to 1e-4.
 */
final class KernelDensity {

    private static final double AT_ZERO = 0.375;

    private static final int BLOCK = 16;

    /** Half a block's width over the distance to the kernel's singularity: beyond it the series is not trusted. */
    private static final double NARROW = 0.03;

    private final double[] sorted;
    private final double bandwidth;
    private final double[] means;
    private final double[] squares;

    /**
     * @param sorted not to be written any more
     * @param bandwidth positive
     */
    KernelDensity(double[] sorted, double bandwidth) {
        this.sorted = sorted;
        this.bandwidth = bandwidth;
        int blocks = (sorted.length + BLOCK - 1) / BLOCK;
        means = new double[blocks];
        squares = new double[blocks];
        for (int block = 0; block < blocks; block++) {
            summarise(block);
        }
    }

    private int end(int block) {
        return Math.min((block + 1) * BLOCK, sorted.length);
    }

    private void summarise(int block) {
        int count = end(block) - block * BLOCK;
        for (int i = block * BLOCK; i < end(block); i++) {
            means[block] += sorted[i] / count;
        }
        for (int i = block * BLOCK; i < end(block); i++) {
            squares[block] += (sorted[i] - means[block]) * (sorted[i] - means[block]);
        }
    }

    double log(double z) {
        double sum = 0;
        for (int block = 0; block < means.length; block++) {
            sum += block(block, z);
        }
        return Math.log(AT_ZERO * sum / (sorted.length * bandwidth));
    }

    private double block(int block, double z) {
        int from = block * BLOCK;
        int to = end(block);
        double curvature = 1 / (4 * bandwidth * bandwidth);
        double distance = z - means[block];
        double square = curvature * distance * distance;
        double half = (sorted[to - 1] - sorted[from]) / 2;
        double k = 1 + square;
        if (curvature * half * half > NARROW * NARROW * k) {
            return exact(from, to, z);
        }
        double kernel = 1 / (k * k * Math.sqrt(k));
        // K'' = 5 c (6 c d^2 - 1) / k^2 K, with c the curvature and d the distance.
        return kernel * (to - from + 2.5 * curvature * (6 * square - 1) / (k * k) * squares[block]);
    }

    private double exact(int from, int to, double z) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double u = (z - sorted[i]) / bandwidth;
            double k = 1 + u * u / 4;
            sum += 1 / (k * k * Math.sqrt(k));
        }
        return sum;
    }
}
