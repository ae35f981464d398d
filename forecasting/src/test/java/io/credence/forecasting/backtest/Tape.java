package io.credence.forecasting.backtest;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarBuilder;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.Trade;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.forecasting.series.BarSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The tape of 100,000 real Bitstamp trades that the demo runs on, as one-minute bars.
 *
 * @param bars all of them
 * @param training how many of the first bars the first 40 % of the trades close
 */
record Tape(List<Bar> bars, int training) {

    static final Instrument INSTRUMENT = new Instrument("BTC-USD", 0.01, TradingCalendar.ALWAYS_OPEN);
    static final BarSpec SPEC = BarSpec.parse("1m");

    private static final String RESOURCE = "bitstamp_trades_from_20131125_usd.csv";

    static Tape read() {
        List<Trade> trades = trades();
        BarBuilder builder = BarBuilder.of(INSTRUMENT, SPEC);
        List<Bar> bars = new ArrayList<>();
        int training = 0;
        for (int i = 0; i < trades.size(); i++) {
            builder.offer(trades.get(i));
            bars.addAll(builder.closeThrough(trades.get(i).eventTime()));
            training = i < 0.4 * trades.size() ? bars.size() : training;
        }
        return new Tape(List.copyOf(bars), training);
    }

    /** The bars that a model may learn from. */
    BarSeries trainingSeries() {
        return first(training);
    }

    BarSeries first(int count) {
        return new BarSeries(INSTRUMENT, bars.subList(0, count));
    }

    BarSeries all() {
        return new BarSeries(INSTRUMENT, bars);
    }

    private static List<Trade> trades() {
        InputStream stream =
                Objects.requireNonNull(Tape.class.getClassLoader().getResourceAsStream(RESOURCE), RESOURCE);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            List<String> lines = reader.lines().skip(1).toList();
            List<Trade> trades = new ArrayList<>(lines.size());
            for (int i = 0; i < lines.size(); i++) {
                trades.add(trade(i, lines.get(i).split(",")));
            }
            return trades;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Trade trade(int row, String[] fields) {
        Instant time = Instant.ofEpochSecond(Long.parseLong(fields[0]));
        return new Trade(
                INSTRUMENT.name(), "bitstamp", row, time, Double.parseDouble(fields[1]), Double.parseDouble(fields[2]));
    }
}
