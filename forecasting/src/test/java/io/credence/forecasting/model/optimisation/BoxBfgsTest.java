package io.credence.forecasting.model.optimisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxBfgsTest {

    private static final double[][] IDENTITY = {{1, 0}, {0, 1}};

    /** Rosenbrock's valley (1960): minimum 0 at (1, 1). */
    private static double rosenbrock(double[] x, double[] gradient) {
        double valley = x[1] - x[0] * x[0];
        gradient[0] = -400 * x[0] * valley - 2 * (1 - x[0]);
        gradient[1] = 200 * valley;
        return 100 * valley * valley + (1 - x[0]) * (1 - x[0]);
    }

    @Test
    void findsTheFootOfRosenbrocksValley() {
        Optimum optimum = minimise(new double[] {-5, -5}, new double[] {5, 5}, new double[] {-1.2, 1});
        assertThat(optimum.converged()).isTrue();
        assertThat(optimum.x()[0]).isCloseTo(1, within(1e-5));
        assertThat(optimum.x()[1]).isCloseTo(1, within(1e-5));
        assertThat(optimum.evaluations()).isLessThan(80);
    }

    /** Along the bound x0 = 0.5 the minimum is at x1 = 0.25. */
    @Test
    void stopsAtABound() {
        Optimum optimum = minimise(new double[] {-5, -5}, new double[] {0.5, 5}, new double[] {-1.2, 1});
        assertThat(optimum.converged()).isTrue();
        assertThat(optimum.x()[0]).isEqualTo(0.5);
        assertThat(optimum.x()[1]).isCloseTo(0.25, within(1e-6));
    }

    /** At the corner the gradient points inward on both sides, and Newton's own step out over one of them. */
    @Test
    void leavesACornerThatNewtonsStepWouldCross() {
        Optimum optimum = BoxBfgs.minimise(
                (x, gradient) -> {
                    gradient[0] = x[0] + 0.9 * x[1] - 1;
                    gradient[1] = 0.9 * x[0] + x[1] - 0.1;
                    return 0.5 * x[0] * x[0] + 0.9 * x[0] * x[1] + 0.5 * x[1] * x[1] - x[0] - 0.1 * x[1];
                },
                new double[] {0, 0},
                new double[] {5, 5},
                new double[] {0, 0},
                new double[][] {{1, 0.9}, {0.9, 1}},
                1e-14);
        assertThat(optimum.converged()).isTrue();
        assertThat(optimum.x()).containsExactly(1, 0);
        assertThat(optimum.evaluations()).isLessThan(5);
    }

    @Test
    void equalBoundsFixACoordinate() {
        Optimum optimum = minimise(new double[] {-1, -5}, new double[] {-1, 5}, new double[] {3, 3});
        assertThat(optimum.x()[0]).isEqualTo(-1);
        assertThat(optimum.x()[1]).isCloseTo(1, within(1e-6));
    }

    /** A wall of infinity beyond x0 = 1.5 is stepped back from. */
    @Test
    void stepsBackFromWhereThereIsNoValue() {
        Optimum optimum = BoxBfgs.minimise(
                (x, gradient) -> {
                    double value = rosenbrock(x, gradient);
                    return x[0] > 1.5 ? Double.POSITIVE_INFINITY : value;
                },
                new double[] {-5, -5},
                new double[] {5, 5},
                new double[] {-1.2, 1},
                IDENTITY,
                1e-14);
        assertThat(optimum.value()).isLessThan(1e-10);
    }

    @Test
    void refusesAStartWithoutAValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoxBfgs.minimise(
                        (x, gradient) -> Double.NaN,
                        new double[] {0, 0},
                        new double[] {1, 1},
                        new double[] {0, 0},
                        IDENTITY,
                        1e-10))
                .withMessageContaining("NaN at the start");
    }

    private static Optimum minimise(double[] lower, double[] upper, double[] start) {
        return BoxBfgs.minimise(BoxBfgsTest::rosenbrock, lower, upper, start, IDENTITY, 1e-14);
    }
}
