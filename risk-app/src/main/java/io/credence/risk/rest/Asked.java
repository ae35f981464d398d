package io.credence.risk.rest;

import io.credence.forecasting.market.Instrument;
import io.credence.risk.config.CredenceConfig;
import io.credence.risk.port.HistoryStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads parameters, and refuses with a problem what cannot be used. */
@ApplicationScoped
class Asked {

    static final String DEFAULT_LIMIT = "500";
    static final int MAX_LIMIT = 5000;

    private final HistoryStore history;
    private final List<Integer> horizons;
    private final String bars;

    Asked(HistoryStore history, CredenceConfig config) {
        this.history = history;
        this.horizons = config.horizons();
        this.bars = config.bars();
    }

    /** The bar length of this service. */
    String bars() {
        return bars;
    }

    List<Integer> horizons() {
        return horizons;
    }

    Instrument instrument(String name) {
        List<Instrument> known = history.instruments();
        return known.stream()
                .filter(instrument -> instrument.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.unknown("instrument", name, advice(known)));
    }

    /** @throws ProblemException for the first name that no instrument has */
    void instruments(Collection<String> names) {
        List<Instrument> known = history.instruments();
        Set<String> knownNames = known.stream().map(Instrument::name).collect(Collectors.toSet());
        names.stream().filter(name -> !knownNames.contains(name)).findFirst().ifPresent(name -> {
            throw ProblemException.unknown("instrument", name, advice(known));
        });
    }

    private static String advice(List<Instrument> known) {
        if (known.isEmpty()) {
            return "Maybe none has been entered yet: see credence.instruments.";
        }
        String first = known.stream().limit(10).map(Instrument::name).collect(Collectors.joining(", "));
        return "Maybe you mean one of " + first + (known.size() > 10 ? ", ..." : "") + ".";
    }

    /** @throws ProblemException unless it is one of the horizons */
    int horizon(String text) {
        String allowed = "one of " + horizons.stream().map(String::valueOf).collect(Collectors.joining(", "));
        int horizon = whole("horizon", text, allowed);
        if (!horizons.contains(horizon)) {
            throw ProblemException.parameter("horizon", text, allowed);
        }
        return horizon;
    }

    static int limit(String text) {
        return within("limit", text, 1, MAX_LIMIT);
    }

    static int within(String name, String text, int least, int most) {
        String allowed = "a whole number from " + least + " to " + most;
        int value = whole(name, text, allowed);
        if (value < least || value > most) {
            throw ProblemException.parameter(name, text, allowed);
        }
        return value;
    }

    private static int whole(String name, String text, String allowed) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ProblemException.parameter(name, text, allowed);
        }
    }

    static double level(String text) {
        String allowed = "a number between 0.5 and 1, as 0.99";
        try {
            double level = Double.parseDouble(text);
            if (level > 0.5 && level < 1) {
                return level;
            }
        } catch (NumberFormatException e) {
            throw ProblemException.parameter("level", text, allowed);
        }
        throw ProblemException.parameter("level", text, allowed);
    }

    static Instant instant(String name, @Nullable String text, Instant absent) {
        if (text == null) {
            return absent;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.parameter(name, text, "an ISO-8601 instant in UTC, as 2013-11-29T12:34:00Z");
        }
    }

    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter("id", text, "a UUID");
        }
    }
}
