package io.credence.risk.demo;

import io.credence.forecasting.market.BarSpec;
import io.credence.risk.tape.Speed;
import io.credence.risk.tape.TapeBreak;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a demo does.
 *
 * @param model the name in the catalogue
 * @param retrain whether nights train challengers
 * @param keep where broker and database live on; null for a folder that goes with the run
 * @param port of the page
 */
public record DemoOptions(
        Play play,
        Faults faults,
        String model,
        boolean retrain,
        @Nullable Path keep,
        int port) {

    public DemoOptions {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + "; it must be from 1 to 65535");
        }
    }

    /**
     * What is played.
     *
     * @param file a tape instead of the carried one; null for that
     * @param rows only the tape's first so many
     * @param broken what goes wrong with the tape half-way; null for nothing
     * @param untilForecasts stop once so many champion forecasts are stored
     */
    public record Play(
            @Nullable Path file,
            OptionalInt rows,
            Speed speed,
            BarSpec bars,
            int instruments,
            @Nullable TapeBreak broken,
            OptionalLong untilForecasts) {}

    /**
     * What goes wrong.
     *
     * @param kills how often the service is killed
     * @param seed of the moments
     * @param replicas how many services share the work; of more than one, the last is stopped midway
     */
    public record Faults(int kills, long seed, int replicas) {

        public Faults {
            if (kills < 0 || replicas < 1) {
                throw new IllegalArgumentException(
                        "chaos is " + kills + " and replicas " + replicas + "; they must be at least 0 and 1");
            }
        }
    }
}
