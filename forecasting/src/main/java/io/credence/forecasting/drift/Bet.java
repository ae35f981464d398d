package io.credence.forecasting.drift;

/**
 * A bet against calibration: what one unit staked becomes, as a logarithm. Its mean given the past is at most 1 under the null, so a stake
 * left on it is a supermartingale.
 */
interface Bet {

    /** What it wins on. */
    Fault fault();

    /** The log of the unit's worth; fair or worse under the tolerated null. */
    double tolerated(Signal signal, Memory memory);

    /** The same for the exact null. */
    double exact(Signal signal, Memory memory);

    /** The quantity whose mean since the change says how far things have moved. */
    double statistic(Signal signal, Memory memory);

    /** That mean where forecasts are calibrated. */
    double calibratedMean();

    /** That mean in words. */
    String describe(double mean);
}
