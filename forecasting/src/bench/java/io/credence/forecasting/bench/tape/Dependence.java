package io.credence.forecasting.bench.tape;

import io.credence.bnn.linalg.Cholesky;
import io.credence.forecasting.market.Bar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How bars of a window hang together, against what windows of the training span have: the epistemic variance of a conjugate Gaussian linear regression on
 * the window's statistics, over its noise ({@code h = x' (I/n + X'X/n)^-1 x}, of standardised x; about their number for an ordinary window). The statistics are the
 * lag-1 autocorrelation of returns and that of their sizes, by Fisher's transform, and the logarithm of how far bars open from the last close as a share
 * of how far they range. Bars in another order keep none of them: returns between levels without order have a lag-1 autocorrelation of -1/2.
 */
final class Dependence {

    /** Bars that a window has. */
    static final int BARS = 15;

    private static final int STATISTICS = 3;

    /** Of autocorrelations, so that Fisher's transform is finite. */
    private static final double MOST = 0.999;

    /** Under log distances, a hundredth of a basis point. */
    private static final double LEAST = 1e-6;

    private final double[] means;
    private final double[] sds;
    private final Cholesky precision;

    private Dependence(double[] means, double[] sds, Cholesky precision) {
        this.means = means;
        this.sds = sds;
        this.precision = precision;
    }

    /** Learns every window of these bars. */
    static Dependence of(List<Bar> bars) {
        List<double[]> all = new ArrayList<>();
        for (int end = BARS + 1; end <= bars.size(); end++) {
            all.add(statistics(bars.subList(end - BARS - 1, end)));
        }
        double[] means = new double[STATISTICS];
        double[] sds = new double[STATISTICS];
        for (int k = 0; k < STATISTICS; k++) {
            int column = k;
            means[k] = all.stream().mapToDouble(x -> x[column]).average().orElseThrow();
            double square = all.stream()
                    .mapToDouble(x -> Math.pow(x[column] - means[column], 2))
                    .average()
                    .orElseThrow();
            sds[k] = Math.sqrt(square) + LEAST;
        }
        double[][] products = new double[STATISTICS][STATISTICS];
        for (double[] each : all) {
            double[] x = standardised(each, means, sds);
            for (int i = 0; i < STATISTICS; i++) {
                for (int j = 0; j < STATISTICS; j++) {
                    products[i][j] += x[i] * x[j] / all.size();
                }
            }
        }
        for (int i = 0; i < STATISTICS; i++) {
            products[i][i] += 1.0 / all.size();
        }
        return new Dependence(means, sds, Cholesky.of(products));
    }

    /** Of the last bars of these, at least {@link #BARS} and one. */
    double leverage(List<Bar> bars) {
        double[] x = standardised(statistics(bars.subList(bars.size() - BARS - 1, bars.size())), means, sds);
        return Arrays.stream(precision.solveLower(x)).map(z -> z * z).sum();
    }

    /** Epistemic variances of two models that err apart add; the network's spread is in units of its own. */
    double together(double spread, List<Bar> bars) {
        return spread * Math.sqrt(1 + leverage(bars) / STATISTICS);
    }

    private static double[] standardised(double[] x, double[] means, double[] sds) {
        double[] z = new double[STATISTICS];
        Arrays.setAll(z, i -> (x[i] - means[i]) / sds[i]);
        return z;
    }

    /** Of bars and the one before them. */
    static double[] statistics(List<Bar> bars) {
        int count = bars.size() - 1;
        double[] returns = new double[count];
        double opened = LEAST;
        double ranged = LEAST;
        for (int i = 0; i < count; i++) {
            double last = bars.get(i).close();
            Bar bar = bars.get(i + 1);
            returns[i] = Math.log(bar.close() / last);
            opened += Math.abs(Math.log(bar.open() / last)) / count;
            ranged += Math.log(bar.high() / bar.low()) / count;
        }
        double[] sizes = Arrays.stream(returns).map(Math::abs).toArray();
        return new double[] {fisher(returns), fisher(sizes), Math.log(opened / ranged)};
    }

    /** Of the lag-1 autocorrelation; 0 where nothing moves. */
    private static double fisher(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double square = 0;
        double product = 0;
        for (int i = 0; i < values.length; i++) {
            square += (values[i] - mean) * (values[i] - mean);
            product += i == 0 ? 0 : (values[i] - mean) * (values[i - 1] - mean);
        }
        double correlation = square == 0 ? 0 : product / square;
        return Math.log1p(2 * clip(correlation) / (1 - clip(correlation))) / 2;
    }

    private static double clip(double correlation) {
        return Math.max(-MOST, Math.min(MOST, correlation));
    }
}
