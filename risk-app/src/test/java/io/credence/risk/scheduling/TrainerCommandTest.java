package io.credence.risk.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.risk.config.CredenceConfig;
import io.credence.risk.config.Environment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerCommandTest {

    @Test
    void tellsATrainerWhatTheServiceWasTold() {
        CredenceConfig config = Environment.read(Map.of(
                "credence.db.url", "jdbc:postgresql://here:1/db",
                "credence.db.password", "secret",
                "credence.retrain.steps", "7",
                "credence.horizons", "2,4"));

        TrainerCommand command = TrainerCommand.claiming(config);

        assertThat(command.environment())
                .containsEntry("CREDENCE_DB_URL", "jdbc:postgresql://here:1/db")
                .containsEntry("CREDENCE_DB_PASSWORD", "secret")
                .containsEntry("CREDENCE_RETRAIN_STEPS", "7")
                .containsEntry("CREDENCE_HORIZONS", "2,4");
        assertThat(command.words()).endsWith("retrain", "--claim", "--piped").doesNotContain("secret");
    }

    @Test
    void namesTheJarsOfAnInstalledService() {
        assertThat(TrainerCommand.classPath("/opt/credence/quarkus-run.jar"))
                .isEqualTo("/opt/credence/app/*:/opt/credence/lib/main/*:/opt/credence/lib/boot/*"
                        + ":/opt/credence/quarkus/generated-bytecode.jar");
    }

    @Test
    void takesAnyOtherClassPathAsItIs() {
        assertThat(TrainerCommand.classPath("a.jar:b.jar")).isEqualTo("a.jar:b.jar");
    }
}
