package io.credence.bnn.posterior.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.density.Targets;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlowTest {

    private static final double[] NOISE = {0.3, -1.1, 0.8, 0.2};

    static Stream<Flow> flows() {
        return Stream.of(Flow.autoregressive(4, 3, 7), Flow.coupling(4, 3, 5));
    }

    /** The row's check: the density against the determinant of a Jacobian by differences. */
    @ParameterizedTest
    @MethodSource("flows")
    void logDensityIsThatOfTheNumericalJacobian(Flow flow) {
        double[] p = parameters(flow);
        double[][] jacobian = new double[4][4];
        for (int j = 0; j < 4; j++) {
            double[] up = flow.forward(p, moved(NOISE, j, 1e-5)).point();
            double[] down = flow.forward(p, moved(NOISE, j, -1e-5)).point();
            for (int i = 0; i < 4; i++) {
                jacobian[i][j] = (up[i] - down[i]) / 2e-5;
            }
        }
        double square = Matrices.dot(NOISE, NOISE);
        double expected = -0.5 * square - 2 * Math.log(2 * Math.PI) - Math.log(Math.abs(determinant(jacobian)));
        Flow.Pass pass = flow.forward(p, NOISE);
        assertThat(pass.logDensity()).isCloseTo(expected, within(1e-5));
        assertThat(FlowPosterior.of(flow, p).logDensity(pass.point())).isCloseTo(expected, within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("flows")
    void inverseLeadsBack(Flow flow) {
        double[] p = parameters(flow);
        double[] point = flow.forward(p, NOISE).point();
        assertThat(flow.inverse(p, point).noise()).containsExactly(NOISE, within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("flows")
    void gradientIsThatOfDifferences(Flow flow) {
        double[] p = parameters(flow);
        double[] byPoint = {0.7, -0.2, 1.1, 0.4};
        double[] gradient = new double[p.length];
        flow.backward(p, flow.forward(p, NOISE), byPoint, gradient);
        for (int i = 0; i < p.length; i++) {
            double up = objective(flow, moved(p, i, 1e-6), byPoint);
            double down = objective(flow, moved(p, i, -1e-6), byPoint);
            assertThat(gradient[i]).as("parameter %d", i).isCloseTo((up - down) / 2e-6, within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("flows")
    void scoreIsThatOfDifferences(Flow flow) {
        FlowPosterior posterior = FlowPosterior.of(flow, parameters(flow));
        double[] point = {0.4, -0.6, 1.2, 0.1};
        double[] score = new double[4];
        posterior.score(point, score);
        for (int i = 0; i < 4; i++) {
            double up = posterior.logDensity(moved(point, i, 1e-5));
            double down = posterior.logDensity(moved(point, i, -1e-5));
            assertThat(score[i]).isCloseTo((up - down) / 2e-5, within(1e-5));
        }
    }

    @Test
    void densityIntegratesToOne() {
        Flow flow = Flow.autoregressive(2, 2, 6);
        FlowPosterior posterior = FlowPosterior.of(flow, parameters(flow));
        double sum = 0;
        double width = 0.25;
        for (double x = -20; x < 20; x += width) {
            for (double y = -20; y < 20; y += width) {
                sum += width * width * Math.exp(posterior.logDensity(new double[] {x, y}));
            }
        }
        assertThat(sum).isCloseTo(1, within(5e-3));
    }

    @Test
    void oneDimensionIsAllowedAndNoneRefused() {
        for (Flow flow : new Flow[] {Flow.autoregressive(1, 2, 3), Flow.coupling(1, 2, 3)}) {
            assertThat(FlowPosterior.of(flow, parameters(flow)).logDensity(new double[] {0.3}))
                    .isFinite();
        }
        assertThatThrownBy(() -> Flow.coupling(2, 0, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 layers");
    }

    private static double objective(Flow flow, double[] p, double[] byPoint) {
        Flow.Pass pass = flow.forward(p, NOISE);
        return Matrices.dot(byPoint, pass.point()) + pass.logDeterminant();
    }

    /** Far from the identity. */
    private static double[] parameters(Flow flow) {
        double[] p = Targets.normals(1, flow.size(), Key.of(3))[0];
        Arrays.setAll(p, i -> 0.5 * p[i]);
        return p;
    }

    private static double[] moved(double[] from, int i, double by) {
        double[] moved = from.clone();
        moved[i] += by;
        return moved;
    }

    /** By elimination without pivots; fine for these. */
    private static double determinant(double[][] matrix) {
        double[][] a = Matrices.copy(matrix);
        double determinant = 1;
        for (int k = 0; k < a.length; k++) {
            determinant *= a[k][k];
            for (int i = k + 1; i < a.length; i++) {
                Matrices.axpy(-a[i][k] / a[k][k], a[k].clone(), a[i]);
            }
        }
        return determinant;
    }
}
