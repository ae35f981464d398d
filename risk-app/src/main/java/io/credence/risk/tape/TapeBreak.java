package io.credence.risk.tape;

import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with a tape from a moment on. A price is moved by what it has gained or lost since the last trade of the bar before,
 * in logarithms: so a bar's return becomes exactly what the kind says, prices stay positive, and the noise of single trades does
 * not add up to a trend that the tape never had. Prices are rounded to the tick.
 *
 * @param kind what is done
 * @param size of it, in the kind's unit
 */
public record TapeBreak(Kind kind, double size) {

    /** What can break, with the unit of its size and the sizes that leave a tape worth playing. */
    public enum Kind {
        /** All returns times the size. */
        VOL("x", 0.1, 10),
        /** Negative returns times the size. */
        SKEW("x", 0.1, 10),
        /** The size, in percent, is added to each bar's return. */
        BIAS("%", -1, 1),
        /** No trades for so many minutes. */
        GAP("m", 1, 1440),
        /** The price stands still for so many minutes, then is the true one again. */
        STALE("m", 1, 1440);

        private final String unit;
        private final double least;
        private final double most;

        Kind(String unit, double least, double most) {
            this.unit = unit;
            this.least = least;
            this.most = most;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String allowed() {
            return word() + ":N" + unit + " with N from " + plain(least) + " to " + plain(most);
        }
    }

    private static final Pattern TEXT = Pattern.compile("([a-z]+):(-?\\d{1,4}(?:\\.\\d{1,6})?)([x%m])");

    public TapeBreak {
        if (!(size >= kind.least && size <= kind.most)) {
            throw new IllegalArgumentException(
                    "break is " + kind.word() + " of " + plain(size) + "; allowed is " + kind.allowed());
        }
    }

    /** Reads {@code vol:3x}, {@code skew:3x}, {@code bias:0.1%}, {@code gap:30m} or {@code stale:30m}. */
    public static TapeBreak parse(String text) {
        Matcher match = TEXT.matcher(text);
        if (match.matches()) {
            for (Kind kind : Kind.values()) {
                if (kind.word().equals(match.group(1)) && kind.unit.equals(match.group(3))) {
                    return new TapeBreak(kind, Double.parseDouble(match.group(2)));
                }
            }
        }
        StringBuilder allowed = new StringBuilder();
        for (Kind kind : Kind.values()) {
            allowed.append(allowed.isEmpty() ? "" : "; ").append(kind.allowed());
        }
        throw new IllegalArgumentException("break is '" + text + "'; it must be one of " + allowed + ". Maybe vol:3x.");
    }

    /**
     * The tape broken from a moment on.
     *
     * @param from the start of a bar
     */
    TradeTape apply(TradeTape tape, Instant from, BarSpec spec) {
        Path path = new Path(from, spec);
        return tape.map(trade -> trade.eventTime().isBefore(from) ? path.whole(trade) : path.broken(trade));
    }

    /** The command line's form. */
    @Override
    public String toString() {
        return kind.word() + ":" + plain(size) + kind.unit;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** Follows the tape, and the price that it has become, from bar to bar. */
    private final class Path {

        private final Instant from;
        private final BarSpec spec;
        private Instant bar = Instant.MIN;
        private double anchor;
        private double brokenAnchor;
        private double last;
        private double brokenLast;

        Path(Instant from, BarSpec spec) {
            this.from = from;
            this.spec = spec;
        }

        Trade whole(Trade trade) {
            last = trade.price();
            brokenLast = last;
            return trade;
        }

        /** Null where the trade does not happen. */
        @Nullable
        Trade broken(Trade trade) {
            boolean over = !trade.eventTime().isBefore(from.plus(Duration.ofMinutes((long) size)));
            return switch (kind) {
                case GAP -> over ? trade : null;
                case STALE -> over || last == 0 ? trade : at(trade, last);
                case VOL, SKEW, BIAS -> moved(trade);
            };
        }

        private Trade moved(Trade trade) {
            Instant start = spec.startOf(trade.eventTime());
            if (!start.equals(bar)) {
                bar = start;
                anchor = last == 0 ? trade.price() : last;
                brokenAnchor = last == 0 ? trade.price() : brokenLast;
            }
            last = trade.price();
            brokenLast = brokenAnchor * Math.exp(changed(Math.log(last / anchor)));
            return at(trade, brokenLast);
        }

        private double changed(double logReturn) {
            return switch (kind) {
                case VOL -> size * logReturn;
                case SKEW -> logReturn < 0 ? size * logReturn : logReturn;
                default -> logReturn + size / 100;
            };
        }

        private Trade at(Trade trade, double price) {
            double ticks = Math.max(1, Math.rint(price / TradeTape.TICK_SIZE));
            return new Trade(
                    trade.instrument(),
                    trade.source(),
                    trade.sequence(),
                    trade.eventTime(),
                    ticks / Math.rint(1 / TradeTape.TICK_SIZE),
                    trade.size());
        }
    }
}
