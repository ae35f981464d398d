package io.credence.forecasting.drift;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A betting test that PITs are uniform, within a tolerance.
 *
 * <p>One unit of wealth is split evenly over the {@link Alternative}s and, within each, over all times at which a fault may
 * start: the n-th PIT's start gets 1/log2(n+1) - 1/log2(n+2), which sums to one, and what has not started is kept. Each stake
 * grows by its alternative's bets. Every bet has a mean of at most 1 under the tolerated null, so the wealth is a supermartingale that
 * starts at 1, and by Ville's inequality it ever reaches 1/alpha with a probability of at most alpha. Unlike a product from a fixed
 * start, it is not ruined by years of good forecasts: a start at the n-th PIT costs log n + 2 log log n nats, once (Ramdas et al. 2023,
 * "Game-theoretic statistics and safe anytime-valid inference"; Shin et al. 2024, "E-detectors").
 *
 * <p>An alarm stands until Page's sums of all alternatives have stayed under {@link #QUIET} for {@link #CLEAR_AFTER} PITs
 * in a row. That is a rule, not a test. Then a new test begins, the k-th at 6 alpha / (pi^2 k^2): over an instrument's
 * whole life the probability of any false alarm stays at most alpha.
 */
public final class PitMonitor implements CalibrationMonitor {

    /** How many PITs in a row must look well before an alarm clears. */
    public static final int CLEAR_AFTER = 100;

    /** Page's sum under which an alternative has nothing to say: log 100. */
    private static final double QUIET = Math.log(100);

    private static final byte VERSION = 1;

    private final double alpha;
    private final int episode;
    private final long count;
    private final long countInEpisode;
    private final int quiet;
    private final @Nullable Finding alarm;
    private final List<Track> tracks;

    private PitMonitor(
            double alpha,
            int episode,
            long count,
            long countInEpisode,
            int quiet,
            @Nullable Finding alarm,
            List<Track> tracks) {
        this.alpha = alpha;
        this.episode = episode;
        this.count = count;
        this.countInEpisode = countInEpisode;
        this.quiet = quiet;
        this.alarm = alarm;
        this.tracks = tracks;
    }

    /**
     * A monitor that has seen nothing.
     *
     * @param alpha the probability of ever raising a false alarm, as 0.01
     */
    public static PitMonitor start(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException(
                    "false alarm probability is " + alpha + "; it must lie between 0 and 1, as in 0.01");
        }
        List<Track> tracks = Alternative.ALL.stream().map(each -> Track.START).toList();
        return new PitMonitor(alpha, 1, 0, 0, 0, null, tracks);
    }

    @Override
    public PitMonitor next(double pit, Instant at) {
        if (!(pit >= 0 && pit <= 1)) {
            throw new IllegalArgumentException("PIT is " + pit + "; it must lie in [0, 1]");
        }
        PitMonitor moved = moved(Alternative.score(pit), at.toEpochMilli());
        return alarm == null ? moved.raisedIfDue(at) : moved.clearedIfDue();
    }

    private PitMonitor moved(double score, long at) {
        long n = countInEpisode + 1;
        double stake = (notStarted(n - 1) - notStarted(n)) / tracks.size();
        double cap = alarm == null ? Double.MAX_VALUE : 2 * QUIET;
        List<Track> next = IntStream.range(0, tracks.size())
                .mapToObj(i -> tracks.get(i).next(Alternative.ALL.get(i), score, stake, cap, at))
                .toList();
        boolean calm = next.stream().allMatch(track -> track.page() < QUIET);
        return new PitMonitor(alpha, episode, count + 1, n, calm ? quiet + 1 : 0, alarm, next);
    }

    private PitMonitor raisedIfDue(Instant at) {
        if (eValue() < threshold()) {
            return this;
        }
        int winner = IntStream.range(0, tracks.size())
                .boxed()
                .max(Comparator.comparingDouble(i -> tracks.get(i).wealth()))
                .orElseThrow();
        Track track = tracks.get(winner);
        Finding finding = new Finding(
                at.truncatedTo(ChronoUnit.MILLIS),
                Instant.ofEpochMilli(track.since()),
                eValue(),
                describe(Alternative.ALL.get(winner).kind(), track));
        return new PitMonitor(alpha, episode, count, countInEpisode, 0, finding, tracks);
    }

    /** The start was chosen for its evidence, which flatters a short span: the mean is shrunk towards calibration. */
    private static String describe(Alternative.Kind kind, Track track) {
        return kind.describe(track.shrunkStatistic(kind.calibratedMean()));
    }

    private PitMonitor clearedIfDue() {
        if (quiet < CLEAR_AFTER) {
            return this;
        }
        List<Track> fresh = tracks.stream().map(Track::withoutWealth).toList();
        return new PitMonitor(alpha, episode + 1, count, 0, 0, null, fresh);
    }

    private double threshold() {
        double squared = Math.PI * episode * Math.PI * episode;
        return squared / (6 * alpha);
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public double eValue() {
        double started = tracks.stream().mapToDouble(Track::wealth).sum();
        return started + notStarted(countInEpisode);
    }

    /** What is kept for starts after the n-th PIT. */
    private static double notStarted(long n) {
        return Math.log(2) / Math.log(n + 2.0);
    }

    @Override
    public Optional<Finding> alarm() {
        return Optional.ofNullable(alarm);
    }

    @Override
    public byte[] encode() {
        byte[] what = alarm == null ? new byte[0] : alarm.what().getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(64 + what.length + tracks.size() * Track.BYTES);
        buffer.put(VERSION).putDouble(alpha).putInt(episode).putLong(count).putLong(countInEpisode);
        buffer.putInt(quiet).putShort((short) what.length).put(what);
        if (alarm != null) {
            buffer.putLong(alarm.raisedAt().toEpochMilli())
                    .putLong(alarm.since().toEpochMilli());
            buffer.putDouble(alarm.eValue());
        }
        tracks.forEach(track -> track.write(buffer));
        byte[] bytes = new byte[buffer.flip().remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /**
     * Goes on from what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are of another layout
     */
    public static PitMonitor decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            byte version = buffer.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("monitor state has layout " + version + "; this code reads "
                        + VERSION + ". Maybe it was written by another release: start the monitor anew.");
            }
            return read(buffer);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(
                    "monitor state ends early, after " + bytes.length + " bytes. Maybe it was cut: start anew.", e);
        }
    }

    private static PitMonitor read(ByteBuffer buffer) {
        double alpha = buffer.getDouble();
        int episode = buffer.getInt();
        long count = buffer.getLong();
        long countInEpisode = buffer.getLong();
        int quiet = buffer.getInt();
        Finding alarm = readFinding(buffer);
        List<Track> tracks =
                Alternative.ALL.stream().map(each -> Track.read(buffer)).toList();
        return new PitMonitor(alpha, episode, count, countInEpisode, quiet, alarm, tracks);
    }

    private static @Nullable Finding readFinding(ByteBuffer buffer) {
        byte[] what = new byte[buffer.getShort()];
        if (what.length == 0) {
            return null;
        }
        buffer.get(what);
        return new Finding(
                Instant.ofEpochMilli(buffer.getLong()),
                Instant.ofEpochMilli(buffer.getLong()),
                buffer.getDouble(),
                new String(what, StandardCharsets.UTF_8));
    }
}
