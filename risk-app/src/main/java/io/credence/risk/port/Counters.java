package io.credence.risk.port;

/**
 * The fates of a partition's records, counted since its position began. Each record has one fate.
 *
 * @param ticks accepted into a bar
 * @param repeated the same instrument, source and sequence again
 * @param late its bar had closed
 * @param crossed a quote with its bid above its ask
 * @param closed outside the instrument's open sessions
 * @param heartbeats moved the watermark only
 * @param deadLetters could not be read or believed
 */
public record Counters(
        long ticks, long repeated, long late, long crossed, long closed, long heartbeats, long deadLetters) {

    public static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0, 0);

    /** What was refused though it could be read. */
    public long refused() {
        return repeated + late + crossed + closed;
    }
}
