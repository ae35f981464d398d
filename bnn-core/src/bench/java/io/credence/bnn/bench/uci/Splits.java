package io.credence.bnn.bench.uci;

import java.util.List;
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

        @Override
        public Splits convert(String text) {
            try {
                String[] ends = text.split("-", 2);
                Splits splits = new Splits(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
                if (splits.first <= splits.last) {
                    return splits;
                }
            } catch (NumberFormatException noNumber) {
                // said below
            }
            throw new TypeConversionException("'" + text + "' is no range of splits. Maybe 0-19?");
        }
    }
}
