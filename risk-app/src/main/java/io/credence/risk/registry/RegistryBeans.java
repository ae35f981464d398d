package io.credence.risk.registry;

import io.credence.risk.application.Predictors;
import io.credence.risk.config.CredenceConfig;
import io.credence.risk.port.ModelFiles;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The registry and what is loaded from it, for the service. */
@Singleton
final class RegistryBeans {

    @Produces
    @Singleton
    ModelFiles files(CredenceConfig config) {
        return Registries.of(config);
    }

    @Produces
    @Singleton
    Predictors predictors(ModelFiles files, CredenceConfig config) {
        return new Predictors(files, config.horizons());
    }

    void close(@Disposes Predictors predictors) {
        predictors.close();
    }
}
