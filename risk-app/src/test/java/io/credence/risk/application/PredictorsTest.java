package io.credence.risk.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.forecasting.distribution.GaussianReturn;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.model.CorruptModelException;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.model.volatility.EwmaModel;
import io.credence.forecasting.series.TrainingData;
import io.credence.risk.registry.FileRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorsTest {

    @TempDir
    private Path root;

    private FileRegistry files;
    private Predictors predictors;

    @BeforeEach
    void open() {
        files = new FileRegistry(root);
        predictors = new Predictors(files, List.of(1, 5, 15));
    }

    private String saved(int... horizons) {
        TrainingData data = new TrainingData(
                BarSpec.parse("1m"), IntStream.of(horizons).boxed().toList(), List.of());
        FittedModel fitted = new EwmaModel().fit(data, new FitOptions(1, 1), ProgressListener.SILENT);
        return files.save(fitted);
    }

    @Test
    void loadsAVersionOnce() {
        String version = saved(1, 2);

        Predictor predictor = predictors.named(version);

        assertThat(predictor.version()).isEqualTo(version);
        assertThat(predictor.horizons()).containsExactly(1, 2);
        assertThat(predictors.named(version)).isSameAs(predictor);
        assertThat(predictors.standIns()).isEmpty();
    }

    @Test
    void theReferenceStandsInForACorruptVersionUnderItsOwnName() throws IOException {
        String version = saved(1, 2);
        Files.writeString(root.resolve(version).resolve("horizons.txt"), "9");

        Predictor predictor = predictors.named(version);

        assertThat(predictor).isSameAs(predictors.reference());
        assertThat(predictor.version()).startsWith("ewma-").isNotEqualTo(version);
        assertThat(predictors.standIns()).containsOnlyKeys(version);
        assertThat(predictors.standIns().get(version)).contains("horizons.txt");
    }

    @Test
    void theReferenceStandsInForAModelThatThisProgramDoesNotKnow() {
        FittedModel foreign = new FittedModel("oracle", new java.util.TreeMap<>(), new java.util.TreeMap<>());
        String version = files.save(foreign);

        assertThat(predictors.named(version)).isSameAs(predictors.reference());
        assertThat(predictors.standIns().get(version)).contains("oracle").contains("must be one of");
    }

    @Test
    void theReferenceIsNamedWithoutFiles() {
        Predictor reference = predictors.reference();

        assertThat(predictors.named(reference.version())).isSameAs(reference);
        assertThat(predictors.standIns()).isEmpty();
    }

    @Test
    void readsADistributionOfAnyVersion() {
        String version = saved(1, 2);
        GaussianReturn forecast = new GaussianReturn(0.1, 0.2);

        assertThat(predictors.read(version, forecast.encode())).isEqualTo(forecast);
    }

    @Test
    void aReaderOfALostVersionIsToldInsteadOfAnsweredByTheReference() {
        assertThatThrownBy(() -> predictors.read("ewma-000000000000", new byte[16]))
                .isInstanceOf(CorruptModelException.class)
                .hasMessageContaining("ewma-000000000000");
    }

    @Test
    void keepsWhatIsRetainedHoweverManyOthersAreRead() {
        String mine = saved(1);
        Predictor predictor = predictors.named(mine);
        GaussianReturn forecast = new GaussianReturn(0, 1);
        for (int horizon = 2; horizon < 12; horizon++) {
            predictors.read(saved(horizon), forecast.encode());
        }

        assertThat(predictors.named(mine)).isSameAs(predictor);
    }

    @Test
    void letsGoOfWhatNobodyRetainsWhenOthersAreRead() {
        String old = saved(1);
        Predictor predictor = predictors.named(old);
        predictors.retain(Set.of());
        GaussianReturn forecast = new GaussianReturn(0, 1);
        for (int horizon = 2; horizon < 12; horizon++) {
            predictors.read(saved(horizon), forecast.encode());
        }

        assertThat(predictors.named(old)).isNotSameAs(predictor);
    }
}
