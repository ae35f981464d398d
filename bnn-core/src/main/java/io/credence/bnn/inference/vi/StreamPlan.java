package io.credence.bnn.inference.vi;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.inference.vi.TrainingOptions.Batching;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;

/**
 * How series become batches: each is cut into contiguous streams of nearly equal length, and an epoch runs groups of them side by
 * side, window by window. Every target that counts is in exactly one window of an epoch.
 */
final class StreamPlan {

    private final Batching batching;
    private final List<Stream> streams;

    StreamPlan(List<SequenceData> series, Batching batching) {
        this.batching = batching;
        this.streams = cut(series, batching.streams());
    }

    /** The groups of one epoch, in random order, with window boundaries at a random phase. */
    List<Group> epoch(UniformRandomProvider random) {
        List<Stream> order = new ArrayList<>(streams);
        ListSampler.shuffle(random, order);
        List<Group> groups = new ArrayList<>();
        for (int from = 0; from < order.size(); from += batching.streams()) {
            List<Stream> side = order.subList(from, Math.min(from + batching.streams(), order.size()));
            groups.add(new Group(List.copyOf(side), windows(side, random.nextInt(batching.window()))));
        }
        return groups;
    }

    /** How many windows of an epoch have a target that counts: the steps of one pass over the data. */
    static int countedWindows(List<Group> epoch) {
        return epoch.stream()
                .mapToInt(group -> (int) group.windows().stream()
                        .filter(window -> window.counted() > 0)
                        .count())
                .sum();
    }

    private List<Window> windows(List<Stream> side, int phase) {
        int length = side.stream().mapToInt(Stream::length).max().orElse(0);
        List<Window> windows = new ArrayList<>();
        int from = 0;
        int to = Math.min(length, batching.window() - phase);
        while (from < length) {
            windows.add(new Window(from, to, counted(side, from, to)));
            from = to;
            to = Math.min(length, to + batching.window());
        }
        return windows;
    }

    private static int counted(List<Stream> side, int from, int to) {
        int counted = 0;
        for (Stream stream : side) {
            for (int i = from; i < Math.min(to, stream.length()); i++) {
                counted += stream.counted(i);
            }
        }
        return counted;
    }

    private static List<Stream> cut(List<SequenceData> series, int streams) {
        long total = series.stream().mapToLong(SequenceData::steps).sum();
        int longest = Math.toIntExact(Math.ceilDiv(total, streams));
        List<Stream> cut = new ArrayList<>();
        for (SequenceData data : series) {
            int pieces = Math.ceilDiv(data.steps(), longest);
            for (int piece = 0; piece < pieces; piece++) {
                int start = (int) ((long) data.steps() * piece / pieces);
                int end = (int) ((long) data.steps() * (piece + 1) / pieces);
                cut.add(new Stream(data, start, end));
            }
        }
        return Collections.unmodifiableList(cut);
    }

    /** Steps [start, end) of a series. */
    record Stream(SequenceData data, int start, int end) {

        int length() {
            return end - start;
        }

        int counted(int step) {
            int counted = 0;
            for (int h = 0; h < data.horizons(); h++) {
                counted += Float.isNaN(data.target(start + step, h)) ? 0 : 1;
            }
            return counted;
        }
    }

    /** Steps [from, to) after the streams' starts, and how many targets count in them. */
    record Window(int from, int to, int counted) {

        int length() {
            return to - from;
        }
    }

    /** Streams side by side, and the windows they run through. */
    record Group(List<Stream> streams, List<Window> windows) {}
}
