package io.credence.bnn.network.moment;

import io.credence.bnn.catalogue.Catalogue;
import java.util.Map;

/** Networks by name, each of a size that suits windows of some tens of steps. */
public final class MomentNetworks {

    private static final int DEPTH = 6;

    private MomentNetworks() {}

    /** Makes a network. */
    @FunctionalInterface
    public interface Factory {

        /**
         * A network of that size.
         *
         * @param inputs at least 1
         * @param width units, channels or features, a multiple of 4
         * @param outputs at least 1
         */
        MomentNetwork of(int inputs, int width, int outputs);
    }

    public static Catalogue<Factory> catalogue() {
        return Catalogue.of(
                "moment network",
                Map.of(
                        "lstm",
                        MomentLstm::new,
                        "gru",
                        MomentGru::new,
                        "tcn",
                        (inputs, width, outputs) -> new MomentTcn(inputs, width, 4, outputs),
                        "patch-transformer",
                        (inputs, width, outputs) -> new MomentPatchTransformer(inputs, 4, width, 4, DEPTH, outputs)));
    }
}
