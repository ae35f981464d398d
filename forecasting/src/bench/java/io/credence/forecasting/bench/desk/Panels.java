package io.credence.forecasting.bench.desk;

import io.credence.forecasting.backtest.walkforward.PanelBinding;
import io.credence.forecasting.bench.peers.DailySeries;
import io.credence.forecasting.dataset.ReturnSeries;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The panel that each daily series belongs to: all instruments of its file, or, where the file holds one, those of all such files, whose
 * dates are true ones. The exchange rates' dates are nominal: they meet no other file's.
 */
final class Panels {

    private static final String SINGLE = "";

    private final Map<String, PanelBinding> byFile = new LinkedHashMap<>();
    private final Map<String, PanelBinding> byName = new LinkedHashMap<>();

    private Panels() {}

    /**
     * @param world what is made of each series
     */
    static Panels of(List<DailySeries> all, Path data, UnaryOperator<ReturnSeries> world) {
        Panels panels = new Panels();
        for (DailySeries each : all) {
            String file = each.hasPanel() ? each.file() : SINGLE;
            panels.byName.put(each.name(), panels.byFile.computeIfAbsent(file, key -> binding(each, all, data, world)));
        }
        return panels;
    }

    private static PanelBinding binding(
            DailySeries one, List<DailySeries> all, Path data, UnaryOperator<ReturnSeries> world) {
        List<ReturnSeries> members = one.hasPanel()
                ? one.panel(data)
                : all.stream()
                        .filter(each -> !each.hasPanel())
                        .map(each -> each.series(data))
                        .toList();
        return new PanelBinding(members.stream().map(world).toList());
    }

    PanelBinding of(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }
}
