package io.credence.bnn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.Test;

class TensorEngineTest {

    @Test
    void tellsWhatResultsDependOn() {
        EngineInfo info = TensorEngine.info();
        assertThat(info.name()).isEqualTo("PyTorch");
        assertThat(info.version()).startsWith("2.");
        assertThat(info.device()).isEqualTo("cpu");
        assertThat(info.intraOpThreads()).isEqualTo(1);
        assertThat(info.cpuCapability()).isIn("AVX512", "AVX2", "DEFAULT");
    }

    @Test
    void setsGradModeOfTheCallingThread() throws InterruptedException {
        Thread other = new Thread(() -> TensorEngine.enter(false));
        TensorEngine.enter(true);
        other.start();
        other.join();
        assertThat(JniUtils.isGradMode()).isTrue();
        TensorEngine.enter(false);
        assertThat(JniUtils.isGradMode()).isFalse();
    }
}
