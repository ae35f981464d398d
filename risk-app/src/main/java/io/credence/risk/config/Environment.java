package io.credence.risk.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the configuration where there is no Quarkus: the same keys, defaults and environment variables. */
public final class Environment {

    /** Above the environment (300) and the system properties (400). */
    private static final int COMMAND_LINE = 500;

    private Environment() {}

    /**
     * @param options keys such as {@code credence.model} with their values, which win over everything else
     * @throws IllegalArgumentException when a value cannot be read, with its key
     */
    public static CredenceConfig read(Map<String, String> options) {
        try {
            return new SmallRyeConfigBuilder()
                    .addDefaultSources()
                    .withSources(new PropertiesConfigSource(options, "command line", COMMAND_LINE))
                    .withMapping(CredenceConfig.class)
                    .withValidateUnknown(false)
                    .build()
                    .getConfigMapping(CredenceConfig.class);
        } catch (ConfigValidationException e) {
            throw new IllegalArgumentException(
                    "the configuration cannot be read: " + problems(e)
                            + ". Maybe correct the option or environment variable of that name.",
                    e);
        }
    }

    private static String problems(ConfigValidationException e) {
        return IntStream.range(0, e.getProblemCount())
                .mapToObj(i -> e.getProblem(i).getMessage())
                .collect(Collectors.joining("; "));
    }
}
