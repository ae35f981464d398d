package io.credence.risk.tape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which column holds what, by the names of a CSV's first line; order and other columns are no matter. */
record Layout(int columns, int timestamp, int instrument, int price, int size, int bid, int ask) {

    private static final String NEEDED = "timestamp,instrument,price,size or timestamp,instrument,bid,ask";

    /**
     * @param file for messages
     * @param named whether the instrument is given from outside, so that its column may be missing
     */
    static Layout of(String file, String header, boolean named) {
        List<String> names = Arrays.stream(fields(header))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        Layout layout = new Layout(
                names.size(),
                names.indexOf("timestamp"),
                names.indexOf("instrument"),
                names.indexOf("price"),
                Math.max(names.indexOf("size"), names.indexOf("amount")),
                names.indexOf("bid"),
                names.indexOf("ask"));
        List<String> missing = layout.missing(named);
        if (!missing.isEmpty()) {
            throw new TapeException(
                    file + ": column " + String.join(", ", missing) + " is missing; the first line names "
                            + shortened(header) + ", needed is " + NEEDED + "." + advice(missing));
        }
        return layout;
    }

    private static String advice(List<String> missing) {
        return missing.contains("instrument") ? " Maybe name the one instrument of the file with --instrument." : "";
    }

    private List<String> missing(boolean named) {
        List<String> missing = new ArrayList<>();
        note(missing, "timestamp", timestamp);
        if (!named) {
            note(missing, "instrument", instrument);
        }
        if (bid >= 0 || ask >= 0) {
            note(missing, "bid", bid);
            note(missing, "ask", ask);
        } else {
            note(missing, "price", price);
            note(missing, "size", size);
        }
        return missing;
    }

    private static void note(List<String> missing, String name, int column) {
        if (column < 0) {
            missing.add(name);
        }
    }

    boolean isQuotes() {
        return bid >= 0;
    }

    /** The fields of a line, without blanks and quotation marks around them. */
    static String[] fields(String line) {
        String[] fields = line.split(",", -1);
        for (int i = 0; i < fields.length; i++) {
            fields[i] = unquoted(fields[i].strip());
        }
        return fields;
    }

    private static String unquoted(String field) {
        return field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"")
                ? field.substring(1, field.length() - 1)
                : field;
    }

    private static String shortened(String header) {
        return "'" + (header.length() <= 120 ? header : header.substring(0, 120) + "...") + "'";
    }
}
