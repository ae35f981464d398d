package io.credence.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.forecasting.model.bayesian.BayesianModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelCatalogueTest {

    @Test
    void aSpecNamesModelPosteriorAndBackbone() {
        assertThat(ModelCatalogue.named("ewma").name()).isEqualTo("ewma");
        assertThat(ModelCatalogue.named("bayesian").name()).isEqualTo("bayesian");
        assertThat(ModelCatalogue.named("bayesian:bbb").name()).isEqualTo("bayesian");
        assertThat(ModelCatalogue.named("bayesian:laplace").name()).isEqualTo("bayesian:laplace");
        assertThat(ModelCatalogue.named("bayesian:nuts:lstm").name()).isEqualTo("bayesian:nuts");
        assertThat(ModelCatalogue.named("bayesian:bbb:lstm-int8").name()).isEqualTo("bayesian:bbb:lstm-int8");
        assertThat(BayesianModel.posteriors())
                .contains(
                        "bbb",
                        "laplace",
                        "laplace-kronecker",
                        "nuts",
                        "sghmc",
                        "score-vi",
                        "bam",
                        "gsm",
                        "iaf",
                        "vdp++");
        for (String posterior : BayesianModel.posteriors()) {
            assertThat(ModelCatalogue.named("bayesian:" + posterior)).isInstanceOf(BayesianModel.class);
        }
    }

    @Test
    void whatDoesNotExistIsRefusedWithWhatDoes() {
        assertThatThrownBy(() -> ModelCatalogue.named("bayes")).hasMessageContaining("bayesian, ewma");
        assertThatThrownBy(() -> ModelCatalogue.named("bayesian:nutz"))
                .hasMessageContaining("laplace")
                .hasMessageContaining("Maybe you meant 'nuts'?");
        assertThatThrownBy(() -> ModelCatalogue.named("bayesian:vdp+"))
                .hasMessageContaining("Maybe you meant 'vdp++'?");
        assertThatThrownBy(() -> ModelCatalogue.named("ewma:nuts")).hasMessageContaining("no choice of posteriors");
        for (String spec : List.of("bayesian:nuts:tcn", "bayesian:nuts:lstm:x")) {
            assertThatThrownBy(() -> ModelCatalogue.named(spec)).hasMessageContaining("only the backbone lstm");
        }
    }
}
