package io.credence.bnn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ScalarsTest {

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void keepsTheType(DataType type) {
        TensorEngine.enter(false);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.ones(new Shape(2), type);
            NDArray half = Scalars.times(x, 0.5);
            assertThat(half.getDataType()).isEqualTo(type);
            assertThat(half.toType(DataType.FLOAT64, true).toDoubleArray()).containsExactly(0.5, 0.5);
        }
    }

    /** Java's collector runs between forward and backward, and what it freed is written over. */
    @Test
    void gradientsSurviveACollection() {
        TensorEngine.enter(true);
        List<ByteBuffer> rubble = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.ones(new Shape(3));
            x.setRequiresGradient(true);
            for (int i = 0; i < 5; i++) {
                NDArray y = Scalars.times(x, 0.25).sum();
                System.gc();
                for (int k = 0; k < 2000; k++) {
                    rubble.add(ByteBuffer.allocateDirect(4).putInt(0, -1));
                }
                JniUtils.backward((PtNDArray) y, (PtNDArray) manager.ones(y.getShape()), false, false);
                assertThat(x.getGradient().toFloatArray()).containsExactly(0.25f, 0.25f, 0.25f);
                JniUtils.zeroGrad((PtNDArray) x);
            }
        } finally {
            TensorEngine.enter(false);
        }
        assertThat(rubble).hasSize(10_000);
    }
}
