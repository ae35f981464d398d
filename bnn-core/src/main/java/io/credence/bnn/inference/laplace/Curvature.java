package io.credence.bnn.inference.laplace;

import io.credence.bnn.density.CurvedDensity;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.linalg.Matrices;

/** What stands for minus the Hessian of the log posterior. */
public enum Curvature {

    /** The Hessian itself, by central differences of the gradient: 2 n point gradients in one batch. Any target. */
    HESSIAN {
        @Override
        double[][] at(LogDensity target, double[] point) {
            return differences(target, point);
        }
    },

    /** The generalised Gauss-Newton matrix and the prior's Hessian: positive definite everywhere. Needs a {@link CurvedDensity}. */
    GAUSS_NEWTON {
        @Override
        double[][] at(LogDensity target, double[] point) {
            CurvedDensity curved = curved(target);
            return Matrices.add(differences(curved.prior(), point), 1, curved.gaussNewton(point));
        }
    };

    /** {@code [dimension][dimension]}, symmetric. */
    abstract double[][] at(LogDensity target, double[] point);

    static CurvedDensity curved(LogDensity target) {
        if (target instanceof CurvedDensity curved) {
            return curved;
        }
        throw new IllegalArgumentException(
                "target is a " + target.getClass().getSimpleName()
                        + ", which does not know its likelihood's curvature. Maybe use Curvature.HESSIAN, and no Kronecker structure?");
    }

    static double[][] differences(LogDensity target, double[] point) {
        int n = point.length;
        double[][] points = new double[2 * n][];
        double[][] gradients = new double[2 * n][n];
        double[] width = new double[n];
        for (int i = 0; i < n; i++) {
            double h = Math.cbrt(Math.ulp(1.0)) * Math.max(1, Math.abs(point[i]));
            points[2 * i] = moved(point, i, h);
            points[2 * i + 1] = moved(point, i, -h);
            width[i] = points[2 * i][i] - points[2 * i + 1][i];
        }
        target.evaluate(points, new double[2 * n], gradients);
        double[][] minusHessian = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                minusHessian[i][j] = (gradients[2 * i + 1][j] - gradients[2 * i][j]) / width[i];
            }
        }
        return Matrices.symmetrise(minusHessian);
    }

    private static double[] moved(double[] point, int i, double by) {
        double[] moved = point.clone();
        moved[i] += by;
        return moved;
    }
}
