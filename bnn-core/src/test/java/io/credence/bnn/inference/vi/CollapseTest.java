package io.credence.bnn.inference.vi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CollapseTest {

    /** METHODS row 33: the alarm comes when 95 % of the weights have a KL under 1e-3. */
    @Test
    void theAlarmComesAtNinetyFivePercent() {
        double[] kls = new double[100];
        Arrays.fill(kls, 0, 95, 9e-4);
        Arrays.fill(kls, 95, 100, 2);
        assertThat(Collapse.of(kls).alarm()).isTrue();
        assertThat(Collapse.of(kls).idle()).isEqualTo(0.95);
        kls[0] = 1.1e-3;
        assertThat(Collapse.of(kls).alarm()).isFalse();
    }
}
