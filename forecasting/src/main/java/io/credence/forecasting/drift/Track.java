package io.credence.forecasting.drift;

import java.nio.ByteBuffer;

/**
 * What a monitor remembers of one alternative.
 *
 * @param wealth what its stakes, one per possible start, have become
 * @param page Page's cumulative sum: log evidence since the most likely start, at least 0
 * @param since that start, in milliseconds since 1970
 * @param length how many PITs since then
 * @param sum of the alternative's statistic since then
 */
record Track(double wealth, double page, long since, long length, double sum) {

    static final Track START = new Track(0, 0, 0, 0, 0);
    static final int BYTES = 5 * Long.BYTES;

    /** Keeps a product of many winning bets finite. */
    private static final double RICHEST = 1e300;

    private static final double SHRINKAGE = 10;

    /**
     * @param stake put on a start at this PIT
     * @param cap on Page's sum, which bounds how long an ended fault is remembered
     */
    Track next(Alternative alternative, double score, double stake, double cap, long at) {
        double logBet = alternative.logBet(score);
        double grown = Math.min(RICHEST, (wealth + stake) * Math.exp(logBet));
        double statistic = alternative.kind().statistic(score);
        double evidence = Math.clamp(page + logBet, 0, cap);
        return page == 0
                ? new Track(grown, evidence, at, 1, statistic)
                : new Track(grown, evidence, since, length + 1, sum + statistic);
    }

    Track withoutWealth() {
        return new Track(0, page, since, length, sum);
    }

    /** The mean of the statistic since the start, with ten more PITs as calibrated ones would have them. */
    double shrunkStatistic(double calibratedMean) {
        return (sum + SHRINKAGE * calibratedMean) / (length + SHRINKAGE);
    }

    void write(ByteBuffer buffer) {
        buffer.putDouble(wealth).putDouble(page).putLong(since).putLong(length).putDouble(sum);
    }

    static Track read(ByteBuffer buffer) {
        return new Track(
                buffer.getDouble(), buffer.getDouble(), buffer.getLong(), buffer.getLong(), buffer.getDouble());
    }
}
