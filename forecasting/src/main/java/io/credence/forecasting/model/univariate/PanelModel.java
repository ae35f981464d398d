package io.credence.forecasting.model.univariate;

import java.util.List;

/**
 * A model of one instrument that learns from others, too. As it is it knows none and is fitted to one series alone; over a panel it
 * gives each instrument a model of its own, all of which share what was learnt:
 *
 * <pre>{@code
 * PanelModel over = model.over(histories);         // dated, one for each instrument
 * UnivariateModel own = over.ofInstrument(2);
 * own.fit(histories.get(2).first(1000));           // sees no row of another that is not dated before the last of these
 * }</pre>
 */
public interface PanelModel extends UnivariateModel {

    /**
     * The same model over instruments.
     *
     * @param histories whole, each with dates; which rows a fit may see is decided by the date of its last own row
     * @throws IllegalArgumentException when a history has no dates
     */
    PanelModel over(List<ReturnHistory> histories);

    /**
     * The model of one of them. Safe for use by several threads.
     *
     * @param index in the panel's order
     */
    UnivariateModel ofInstrument(int index);
}
