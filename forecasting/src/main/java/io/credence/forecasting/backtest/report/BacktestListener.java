package io.credence.forecasting.backtest.report;

/** Hears how far a backtest has come; from several threads at once. */
public interface BacktestListener {

    /** A walk is done, or was found done. */
    void walked(String instrument, String model, int done, int total);

    /** A sentence for the user. */
    void say(String line);
}
