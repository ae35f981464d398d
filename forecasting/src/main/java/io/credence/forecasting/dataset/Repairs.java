package io.credence.forecasting.dataset;

/**
 * What was done to the rows of one instrument.
 *
 * @param unsorted rows that came after a later date and were put in order
 * @param repeated rows that said the same as another of their date and were dropped
 * @param missing rows without a close, or with a close of zero, which were dropped: the next return spans them
 * @param zeroReturns returns of exactly zero that were dropped, as asked for
 * @param longGaps returns over a gap of more than 30 days that were left out: they are no returns of one day
 * @param brokenRanges rows whose open, high and low are absent or contradict the close: their range was not used
 * @param suspiciousPrints returns of over ten times the usual size of those before them that the next return took back; counted,
 *     and left as they are
 */
public record Repairs(
        int unsorted,
        int repeated,
        int missing,
        int zeroReturns,
        int longGaps,
        int brokenRanges,
        int suspiciousPrints) {

    /** All of them, prints aside, which were not repaired. */
    public int total() {
        return unsorted + repeated + missing + zeroReturns + longGaps + brokenRanges;
    }
}
