package io.credence.forecasting.backtest.walkforward;

import io.credence.forecasting.dataset.ReturnSeries;
import io.credence.forecasting.model.univariate.PanelModel;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateModel;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives models that learn from a panel the instruments of one: a file's, whose dates are comparable. Other models pass as they are. Safe
 * for use by several threads.
 */
public final class PanelBinding {

    private final List<ReturnSeries> panel;
    private final List<ReturnHistory> histories;
    private final int mark;
    private final Map<PanelModel, PanelModel> over = new IdentityHashMap<>();

    /**
     * @param panel all instruments, also those that are not walked
     */
    public PanelBinding(List<ReturnSeries> panel) {
        this.panel = List.copyOf(panel);
        this.histories = panel.stream().map(PanelBinding::history).toList();
        this.mark = mark(panel);
    }

    /** A series as models see it. */
    static ReturnHistory history(ReturnSeries series) {
        return ReturnHistory.of(series.returns(), series.ranges())
                .withWeekdays(series.weekdays())
                .withDates(series.dates());
    }

    /**
     * The model of one of the instruments.
     *
     * @throws IllegalArgumentException when the panel has none of this name
     */
    public UnivariateModel bound(UnivariateModel model, String instrument) {
        if (!(model instanceof PanelModel general)) {
            return model;
        }
        return over(general).ofInstrument(index(instrument));
    }

    private PanelModel over(PanelModel general) {
        synchronized (over) {
            return over.computeIfAbsent(general, each -> each.over(histories));
        }
    }

    private int index(String instrument) {
        for (int i = 0; i < panel.size(); i++) {
            if (panel.get(i).instrument().equals(instrument)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the panel has no instrument '" + instrument + "'");
    }

    /** What a model's forecasts depend on beside its own series: its name, and for one that learns from a panel the whole of that. */
    public String mark(UnivariateModel model) {
        if (!(model instanceof PanelModel)) {
            return model.name();
        }
        return model.name() + "@" + Integer.toHexString(mark);
    }

    private static int mark(List<ReturnSeries> panel) {
        int mark = 1;
        for (ReturnSeries each : panel) {
            mark = 31 * mark + Arrays.hashCode(each.returns());
            mark = 31 * mark + Arrays.hashCode(each.ranges());
            mark = 31 * mark + Arrays.hashCode(each.dates());
        }
        return mark;
    }
}
