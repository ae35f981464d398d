package io.credence.risk.port;

import java.time.Instant;

/**
 * What makes a forecast unique.
 *
 * @param spec the bar length, as {@code 1m}
 * @param horizon in bars
 * @param lane {@code champion}, a shadow's version or a replay run
 * @param origin the end of the last bar it knows
 */
public record ForecastKey(String instrument, String spec, int horizon, String lane, Instant origin) {

    public static final String CHAMPION = "champion";
}
