package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;

/**
 * A function applied to each value, with the moments of its result for a Gaussian argument.
 *
 * <p>{@link #moments} is the form to use: exact for {@link #RELU} and {@link #PROBIT}, ten-node Gauss-Hermite quadrature for {@link
 * #SIGMOID} and {@link #TANH}. {@link #taylor} is the paper's first-order form, {@code f(m)} and {@code f'(m)^2 v}: its variance errs over 10
 * % from an argument's standard deviation of about 0.2 ({@link #TANH}) or 0.45 ({@link #SIGMOID}) at mean 0.
 */
public enum Activation {
    RELU {
        @Override
        public NDArray value(NDArray x) {
            return x.getNDArrayInternal().relu();
        }

        @Override
        NDArray slope(NDArray x) {
            return x.gt(0).toType(x.getDataType(), false);
        }

        @Override
        public Moments moments(Moments x) {
            return Rectified.moments(x);
        }

        @Override
        NDArray expectedSlope(Moments x) {
            return GaussianTensors.distribution(x.mean().div(GaussianTensors.sd(x.variance())));
        }

        @Override
        NDArray expectedCurvature(Moments x) {
            NDArray sd = GaussianTensors.sd(x.variance());
            return GaussianTensors.density(x.mean().div(sd)).div(sd);
        }
    },

    /** The Gaussian distribution function. */
    PROBIT {
        @Override
        public NDArray value(NDArray x) {
            return GaussianTensors.distribution(x);
        }

        @Override
        NDArray slope(NDArray x) {
            return GaussianTensors.density(x);
        }

        @Override
        public Moments moments(Moments x) {
            return Probit.moments(x);
        }

        @Override
        NDArray expectedSlope(Moments x) {
            NDArray sd = x.variance().add(1).sqrt();
            return GaussianTensors.density(x.mean().div(sd)).div(sd);
        }

        @Override
        NDArray expectedCurvature(Moments x) {
            NDArray wide = x.variance().add(1);
            return expectedSlope(x).mul(x.mean()).div(wide).neg();
        }
    },
    SIGMOID {
        @Override
        public NDArray value(NDArray x) {
            return x.getNDArrayInternal().sigmoid();
        }

        @Override
        NDArray slope(NDArray x) {
            NDArray value = value(x);
            return value.sub(value.square());
        }

        @Override
        NDArray expectedCurvature(Moments x) {
            return Quadrature.expectation(x, point -> {
                NDArray value = value(point);
                return value.sub(value.square()).mul(value.add(value).neg().add(1));
            });
        }
    },
    TANH {
        @Override
        public NDArray value(NDArray x) {
            return x.tanh();
        }

        @Override
        NDArray slope(NDArray x) {
            return x.tanh().square().neg().add(1);
        }

        @Override
        NDArray expectedCurvature(Moments x) {
            return Quadrature.expectation(x, point -> {
                NDArray value = point.tanh();
                return value.add(value).neg().mul(value.square().neg().add(1));
            });
        }
    };

    /** The function itself. */
    public abstract NDArray value(NDArray x);

    /** Its derivative. */
    abstract NDArray slope(NDArray x);

    /** {@code E f''(x)}. */
    abstract NDArray expectedCurvature(Moments x);

    /** Mean and variance of {@code f(x)} for Gaussian x. */
    public Moments moments(Moments x) {
        return Quadrature.moments(x, this::value);
    }

    /** {@code E f'(x)}; by Stein's lemma {@code cov(x, f(x))} is this times the variance of x. */
    NDArray expectedSlope(Moments x) {
        return Quadrature.expectation(x, this::slope);
    }

    /** The first-order form. */
    public Moments taylor(Moments x) {
        return new Moments(value(x.mean()), slope(x.mean()).square().mul(x.variance()));
    }
}
