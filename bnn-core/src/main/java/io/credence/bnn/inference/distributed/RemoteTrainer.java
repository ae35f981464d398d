package io.credence.bnn.inference.distributed;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.inference.continual.Cubature;
import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.IntStream;

/**
 * One of several trainers: it answers the coordinator's natural parameters with what its own rows, standing for all, would make of
 * them. Rows never leave it.
 *
 * <p>With target {@code log prior + N / n sum log likelihood of its n rows}, E[g] and E[H] under N(m, P^-1): {@code P_k = -E[H]}, shift
 * {@code E[g] - E[H] m} (Khan and Lin 2017, "Conjugate-Computation Variational Inference").
 */
public final class RemoteTrainer {

    private static final int ROUND = 1;

    private final DataDensity own;

    private RemoteTrainer(DataDensity own) {
        this.own = own;
    }

    /**
     * On its rows.
     *
     * @param own its rows under the prior that all trainers share
     */
    public static RemoteTrainer of(DataDensity own) {
        return new RemoteTrainer(own);
    }

    /**
     * Answers until the coordinator ends the training or the stream.
     *
     * @throws IllegalStateException when its density is not finite where the others have led it
     */
    public void serve(InputStream from, OutputStream to) throws IOException {
        DataInputStream in = new DataInputStream(from);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to));
        out.writeInt(own.rows());
        out.writeInt(own.dimension());
        out.flush();
        long rows = in.readLong();
        while (in.read() == ROUND) {
            answer(NaturalGaussian.read(in, own.dimension()), rows).write(out);
            out.flush();
        }
    }

    private NaturalGaussian answer(NaturalGaussian shared, long rows) {
        Cholesky factor = Cholesky.of(shared.precision());
        double[] mean = shared.mean(factor);
        Cubature expected = Cubature.of(new Standing((double) rows / own.rows()), mean, factor);
        if (!expected.finite()) {
            throw new IllegalStateException("expected log density of " + own.rows() + " rows is " + expected.value()
                    + ", or its derivatives are not finite. Maybe start nearer to the posterior?");
        }
        double[] shift = expected.gradient().clone();
        Matrices.axpy(-1, Matrices.multiply(expected.hessian(), mean), shift);
        double[][] zero = new double[mean.length][mean.length];
        return new NaturalGaussian(shift, Matrices.add(zero, -1, expected.hessian()));
    }

    /** The prior, and these rows as though they were all of them. */
    private final class Standing implements LogDensity {

        private final double factor;
        private final LogDensity likelihood =
                own.likelihood(IntStream.range(0, own.rows()).toArray());

        Standing(double factor) {
            this.factor = factor;
        }

        @Override
        public int dimension() {
            return own.dimension();
        }

        @Override
        public void evaluate(double[][] points, double[] values, double[][] gradients) {
            double[] ownValues = new double[points.length];
            double[][] ownGradients = new double[points.length][dimension()];
            own.prior().evaluate(points, values, gradients);
            likelihood.evaluate(points, ownValues, ownGradients);
            for (int p = 0; p < points.length; p++) {
                values[p] += factor * ownValues[p];
                Matrices.axpy(factor, ownGradients[p], gradients[p]);
            }
        }
    }
}
