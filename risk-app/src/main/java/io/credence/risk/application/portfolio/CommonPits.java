package io.credence.risk.application.portfolio;

import io.credence.forecasting.portfolio.DependenceFit;
import io.credence.risk.port.RiskQueries;
import io.credence.risk.port.RiskQueries.StoredPit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The newest PITs of several instruments' champion forecasts, at the origins that they all have. */
final class CommonPits {

    /** The newest rows that are read of each instrument. */
    static final int NEWEST = 1000;

    private final RiskQueries queries;
    private final String spec;

    CommonPits(RiskQueries queries, String spec) {
        this.queries = queries;
        this.spec = spec;
    }

    /**
     * The dependence of instruments over a horizon; one alone needs no rows.
     *
     * @throws MissingDataException when they have too few origins in common
     */
    DependenceFit dependence(List<String> instruments, int horizon) {
        if (instruments.size() == 1) {
            return DependenceFit.of(new double[1][0], horizon);
        }
        Map<String, List<StoredPit>> stored = queries.pits(instruments, spec, horizon, NEWEST);
        List<Map<Instant, Double>> byOrigin = new ArrayList<>();
        for (String instrument : instruments) {
            byOrigin.add(stored.getOrDefault(instrument, List.of()).stream()
                    .collect(Collectors.toMap(StoredPit::origin, StoredPit::pit)));
        }
        TreeSet<Instant> common = new TreeSet<>(byOrigin.getFirst().keySet());
        byOrigin.forEach(one -> common.retainAll(one.keySet()));
        if (common.size() / horizon < DependenceFit.LEAST_EFFECTIVE) {
            throw tooFew(instruments, byOrigin, common.size(), horizon);
        }
        return DependenceFit.of(
                byOrigin.stream()
                        .map(one -> common.stream().mapToDouble(one::get).toArray())
                        .toArray(double[][]::new),
                horizon);
    }

    private static MissingDataException tooFew(
            List<String> instruments, List<Map<Instant, Double>> byOrigin, int common, int horizon) {
        int fewest = 0;
        for (int i = 1; i < byOrigin.size(); i++) {
            fewest = byOrigin.get(i).size() < byOrigin.get(fewest).size() ? i : fewest;
        }
        int needed = DependenceFit.LEAST_EFFECTIVE * horizon;
        return new MissingDataException(
                "how the instruments move together is not known yet: their scored forecasts for " + horizon
                        + " bars have " + common + " origins in common among the newest " + NEWEST
                        + " of each, and there must be at least " + needed + ". " + instruments.get(fewest)
                        + " has the fewest scores, " + byOrigin.get(fewest).size()
                        + ". Maybe wait, or ask for a shorter horizon.",
                Map.of(
                        "common", String.valueOf(common),
                        "needed", String.valueOf(needed),
                        "fewest", instruments.get(fewest)));
    }
}
