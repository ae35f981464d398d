package io.credence.bnn.bench.uci;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A range of splits, {@code 0-19} or {@code 3}. */
record Splits(int first, int last) {

    List<Integer> of(UciSet set) {
        List<Integer> there =
                IntStream.rangeClosed(first, last).filter(set::hasSplit).boxed().toList();
        if (there.isEmpty()) {
            throw new IllegalArgumentException(
                    "set " + set.name() + " has none of the splits " + first + "-" + last + ". Maybe fewer were made?");
        }
        return there;
    }

    static final class Converter implements ITypeConverter<Splits> {

        /** Nine digits are an int. */
        private static final Pattern RANGE = Pattern.compile("(?<first>\\d{1,9})(?:-(?<last>\\d{1,9}))?");

        @Override
        public Splits convert(String text) {
            Matcher range = RANGE.matcher(text);
            if (range.matches()) {
                int first = Integer.parseInt(range.group("first"));
                int last = range.group("last") == null ? first : Integer.parseInt(range.group("last"));
                if (first <= last) {
                    return new Splits(first, last);
                }
            }
            throw new TypeConversionException("'" + text + "' is no range of splits. Maybe 0-19?");
        }
    }
}
