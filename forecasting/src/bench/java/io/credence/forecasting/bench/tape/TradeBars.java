package io.credence.forecasting.bench.tape;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarBuilder;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.Trade;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.TrainingData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The demo's tape of 100,000 Bitstamp trades as one-minute bars.
 *
 * @param training how many of the first bars the first 40 % of the trades close, which train the demo's model
 */
record TradeBars(BarSeries series, int training) {

    static final BarSpec SPEC = BarSpec.parse("1m");

    private static final String RESOURCE = "bitstamp_trades_from_20131125_usd.csv";
    private static final Instrument INSTRUMENT = new Instrument("BTC-USD", 0.01, TradingCalendar.ALWAYS_OPEN);

    static TradeBars read() {
        List<String> lines = lines();
        BarBuilder builder = BarBuilder.of(INSTRUMENT, SPEC);
        List<Bar> bars = new ArrayList<>();
        int training = 0;
        for (int row = 0; row < lines.size(); row++) {
            Trade trade = trade(row, lines.get(row).split(",", -1));
            builder.offer(trade);
            bars.addAll(builder.closeThrough(trade.eventTime()));
            training = row < 0.4 * lines.size() ? bars.size() : training;
        }
        return new TradeBars(new BarSeries(INSTRUMENT, bars), training);
    }

    /** What the demo's model learns from, over these horizons in bars. */
    TrainingData learnt(List<Integer> horizons) {
        BarSeries first = new BarSeries(INSTRUMENT, series.bars().subList(0, training));
        return new TrainingData(SPEC, horizons, List.of(first));
    }

    private static List<String> lines() {
        InputStream stream = TradeBars.class.getClassLoader().getResourceAsStream(RESOURCE);
        if (stream == null) {
            throw new IllegalStateException(
                    "the class path has no " + RESOURCE + ". Maybe start by ./credence bench, which puts it there.");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Trade trade(int row, String[] fields) {
        Instant time = Instant.ofEpochSecond(Long.parseLong(fields[0]));
        double price = Double.parseDouble(fields[1]);
        return new Trade(INSTRUMENT.name(), "bitstamp", row, time, price, Double.parseDouble(fields[2]));
    }
}
