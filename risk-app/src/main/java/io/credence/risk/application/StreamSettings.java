package io.credence.risk.application;

import io.credence.forecasting.market.BarSpec;
import java.time.Duration;

/**
 * What decides the results of the stream besides its records and the model. Changing one while a position lives makes
 * later results differ from what a replay under the old ones gives.
 *
 * @param lateness the watermark is the highest event time less this
 * @param maxGap a tick further past the highest event time is not believed
 * @param maxAhead a tick further past its own record's timestamp is not believed
 * @param topics where the outbox's messages go
 * @param nightly whether the passing of midnight UTC asks for a training run
 */
public record StreamSettings(
        BarSpec spec, Duration lateness, Duration maxGap, Duration maxAhead, Topics topics, boolean nightly) {

    /** The names of the topics. */
    public record Topics(String ticks, String bars, String forecasts, String alerts, String deadLetters) {

        /** The standard names behind a prefix, which may be empty. */
        public static Topics withPrefix(String prefix) {
            return new Topics(
                    prefix + "market.ticks",
                    prefix + "market.bars",
                    prefix + "risk.forecasts",
                    prefix + "risk.alerts",
                    prefix + "market.ticks.dlq");
        }
    }
}
