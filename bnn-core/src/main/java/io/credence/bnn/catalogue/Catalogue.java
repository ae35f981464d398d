package io.credence.bnn.catalogue;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Things by name. An unknown name is refused with the nearest known one, by the number of letters to insert, delete, replace or
 * swap with a neighbour (optimal string alignment).
 *
 * @param kind what an entry is, in the singular, for messages
 * @param entries by name, at least one
 */
public record Catalogue<T>(String kind, SortedMap<String, T> entries) {

    public Catalogue {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a catalogue needs at least one " + kind);
        }
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    public static <T> Catalogue<T> of(String kind, Map<String, T> entries) {
        return new Catalogue<>(kind, new TreeMap<>(entries));
    }

    /**
     * The entry of that name.
     *
     * @throws IllegalArgumentException when there is none, with all names and the nearest
     */
    public T get(String name) {
        T entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("there is no " + kind + " '" + name + "', only "
                    + String.join(", ", entries.keySet()) + ". Maybe you meant '" + nearest(name) + "'?");
        }
        return entry;
    }

    /** The known name at the least distance; of several, the first in order. */
    String nearest(String name) {
        return entries.keySet().stream()
                .min(Comparator.comparingInt(known -> distance(name, known)))
                .orElseThrow();
    }

    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : cell(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cell(int[][] d, String a, String b, int i, int j) {
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
