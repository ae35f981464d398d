package io.credence.bnn.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.random.Key;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearAlgebraTest {

    /** A textbook factor: {@code L = [[2,0,0],[6,1,0],[-8,5,3]]}. */
    private static final double[][] KNOWN = {{4, 12, -16}, {12, 37, -43}, {-16, -43, 98}};

    @Test
    void choleskyOfAKnownMatrix() {
        Cholesky factor = Cholesky.of(KNOWN);
        assertThat(factor.lower()).isDeepEqualTo(new double[][] {{2, 0, 0}, {6, 1, 0}, {-8, 5, 3}});
        assertThat(factor.logDeterminant()).isCloseTo(Math.log(36), within(1e-14));
        assertThat(factor.solve(Matrices.multiply(KNOWN, new double[] {1, -2, 3})))
                .containsExactly(new double[] {1, -2, 3}, within(1e-10));
    }

    @Test
    void triangularSolvesUndoTriangularProducts() {
        Cholesky factor = Cholesky.of(positiveDefinite(20, 1));
        double[] v = random(1, 20, 2)[0];
        assertThat(factor.solveLower(factor.multiplyLower(v))).containsExactly(v, within(1e-10));
        assertThat(factor.solveUpper(factor.multiplyUpper(v))).containsExactly(v, within(1e-10));
        assertThat(Cholesky.ofLower(factor.lower()).solve(v)).containsExactly(factor.solve(v));
    }

    @Test
    void inverseTimesMatrixIsIdentity() {
        double[][] a = positiveDefinite(20, 3);
        assertClose(Matrices.multiply(Cholesky.of(a).inverse(), a), Matrices.identity(20), 1e-10);
    }

    @Test
    void choleskyRefusesWhatIsNotPositiveDefinite() {
        assertThatThrownBy(() -> Cholesky.of(new double[][] {{1, 2}, {2, 1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pivot 1 is -3.0")
                .hasMessageContaining("Maybe");
        assertThatThrownBy(() -> Cholesky.of(new double[][] {{Double.NaN}})).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Cholesky.ofLower(new double[][] {{0}})).hasMessageContaining("0.0 at 0");
    }

    @Test
    void eigenvaluesOfTheSecondDifferenceMatrix() {
        int n = 12;
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i][i] = 2;
            if (i > 0) {
                a[i][i - 1] = -1;
                a[i - 1][i] = -1;
            }
        }
        double[] values = SymmetricEigen.of(a).values();
        for (int k = 0; k < n; k++) {
            assertThat(values[k]).isCloseTo(2 - 2 * Math.cos(Math.PI * (k + 1) / (n + 1)), within(1e-13));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 64})
    void eigenvectorsAreOrthonormalAndRebuildTheMatrix(int size) {
        double[][] a = Matrices.symmetrise(random(size, size, 4));
        SymmetricEigen eigen = SymmetricEigen.of(a);
        assertClose(Matrices.gram(eigen.vectors()), Matrices.identity(size), 1e-12);
        assertClose(eigen.map(x -> x), a, 1e-12);
        assertThat(eigen.values()).isSorted();
    }

    @Test
    void squareRootTimesItselfIsTheMatrix() {
        double[][] a = positiveDefinite(10, 5);
        double[][] root = SymmetricEigen.of(a).map(Math::sqrt);
        assertClose(Matrices.multiply(root, root), a, 1e-12);
    }

    @Test
    void equalEigenvaluesAndZeros() {
        assertThat(SymmetricEigen.of(Matrices.identity(3)).values()).containsExactly(1, 1, 1);
        assertThat(SymmetricEigen.of(new double[3][3]).values()).containsExactly(0, 0, 0);
        assertThatThrownBy(() -> SymmetricEigen.of(new double[][] {{Double.NaN}}))
                .hasMessageContaining("not finite");
    }

    @Test
    void productsAgreeWithTheirDefinitions() {
        double[][] a = random(3, 4, 6);
        double[][] b = random(4, 2, 7);
        double[][] product = Matrices.multiply(a, b);
        assertThat(product[2][1])
                .isCloseTo(
                        a[2][0] * b[0][1] + a[2][1] * b[1][1] + a[2][2] * b[2][1] + a[2][3] * b[3][1], within(1e-14));
        assertClose(Matrices.gram(a), Matrices.multiply(Matrices.transpose(a), a), 1e-14);
        double[] v = {1, -2, 0.5};
        assertThat(Matrices.transposeMultiply(a, v))
                .containsExactly(Matrices.multiply(Matrices.transpose(a), v), within(1e-14));
        assertClose(Matrices.add(a, -1, a), new double[3][4], 0);
    }

    private static double[][] positiveDefinite(int size, long seed) {
        return Matrices.add(Matrices.gram(random(size, size, seed)), 0.5, Matrices.identity(size));
    }

    private static double[][] random(int rows, int columns, long seed) {
        UniformRandomProvider random = Key.of(seed).generator();
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextDouble(-1, 1);
            }
        }
        return matrix;
    }

    private static void assertClose(double[][] actual, double[][] expected, double tolerance) {
        assertThat(actual).hasDimensions(expected.length, expected[0].length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).containsExactly(expected[i], within(tolerance));
        }
    }
}
