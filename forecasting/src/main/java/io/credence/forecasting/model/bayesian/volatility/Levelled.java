package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.model.univariate.ReturnHistory;

/**
 * A history made plain for a recursion, and what was taken from it.
 *
 * @param history of prices that moved, as if all days of the week were alike
 * @param effect of the day of the week
 * @param stale the hurdle; not to be written
 * @param last the day of the week that the whole history ends on, or 0
 */
record Levelled(ReturnHistory history, WeekdayEffect effect, StalePrices stale, int last) {

    /**
     * @param fewest returns that a recursion needs
     */
    static Levelled of(ReturnHistory whole, int fewest) {
        StalePrices stale = StalePrices.of(whole, fewest);
        WeekdayEffect effect = WeekdayEffect.of(stale.moved(whole));
        // A weekend is levelled by the day before it, also where the price stood still on that.
        ReturnHistory level = stale.moved(effect.levelled(whole));
        return new Levelled(level, effect, stale, whole.weekdayAt(whole.size() - 1));
    }
}
