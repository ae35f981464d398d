package io.credence.bnn.likelihood;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.credence.bnn.engine.TensorEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Native memory, and targets as tensors, of the tests of hurdle likelihoods. */
abstract class HurdleFixture {

    NDManager manager;

    @BeforeEach
    void open() {
        TensorEngine.enter(false);
        manager = NDManager.newBaseManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** The same target in each row. */
    TargetTensors targets(double y, Baseline baseline, int rows) {
        float[] row = planes(y, baseline);
        float[] planes = new float[row.length * rows];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = row[i / rows];
        }
        return TargetTensors.of(manager, planes, rows, 1);
    }

    static float[] planes(double y, Baseline baseline) {
        return new float[] {
            (float) y,
            y == 0 ? 1 : 0,
            y == 0 ? 0 : 1,
            (float) baseline.location(),
            (float) baseline.locationScale(),
            (float) baseline.logScale(),
            (float) baseline.logit(),
            (float) baseline.floor()
        };
    }
}
