package io.credence.risk.application.training;

import io.credence.forecasting.evaluation.SequentialAdvantage;
import io.credence.forecasting.market.BarSpec;
import io.credence.risk.port.ShadowStore;
import io.credence.risk.port.ShadowStore.Duel;
import io.credence.risk.port.ShadowStore.Shadow;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides what becomes of a challenger on trial, by what it and the champion said of the same bars while both ran. It takes over once
 * its nights are over and the evidence that it is better, by relative CRPS of the shortest horizon, reaches what the k-th trial asks for
 * ({@link SequentialAdvantage#threshold}): of all trials there ever are, one in twenty histories promotes a challenger that is no better. It
 * is dropped at once when its own forecasts raise an alarm or the evidence speaks for the champion, and when three times its nights have
 * not been enough.
 */
public final class ShadowJudge {

    private static final double ALPHA = 0.05;

    /** The evidence for the champion that ends a trial early. */
    private static final double WORSE = 100;

    private static final int PATIENCE = 3;

    private final ShadowStore shadows;
    private final String spec;

    public ShadowJudge(ShadowStore shadows, BarSpec spec) {
        this.shadows = shadows;
        this.spec = spec.toString();
    }

    /** Looks at the trial under way. @return what was decided in a sentence; empty when it goes on, or there is none */
    public Optional<String> look() {
        return shadows.current().flatMap(this::judge);
    }

    private Optional<String> judge(Shadow shadow) {
        Standing standing = Standing.of(shadow, shadows.duels(shadow, spec));
        return verdict(standing, shadows.isAccused(shadow, spec))
                .filter(verdict -> shadows.end(shadow, verdict.promote, standing.report(verdict.reason)))
                .map(verdict -> shadow.version() + ": " + verdict.reason);
    }

    private record Verdict(boolean promote, String reason) {}

    private static Optional<Verdict> verdict(Standing standing, boolean accused) {
        double asked = SequentialAdvantage.threshold(standing.shadow.number(), ALPHA);
        String figures = standing.figures(asked);
        if (accused) {
            return Optional.of(new Verdict(false, figures + ": its own forecasts raised an alarm, dropped"));
        }
        if (standing.against.eValue() >= WORSE) {
            return Optional.of(new Verdict(false, figures + ": worse than the champion, dropped"));
        }
        if (standing.hasServed(1) && standing.better.eValue() >= asked) {
            return Optional.of(new Verdict(true, figures + ": better in service, promoted"));
        }
        return standing.hasServed(PATIENCE)
                ? Optional.of(new Verdict(false, figures + ": not better beyond chance, dropped"))
                : Optional.empty();
    }

    /** How a trial stands. */
    private record Standing(Shadow shadow, List<Duel> duels, SequentialAdvantage better, SequentialAdvantage against) {

        static Standing of(Shadow shadow, List<Duel> duels) {
            SequentialAdvantage better = SequentialAdvantage.start();
            SequentialAdvantage against = SequentialAdvantage.start();
            for (Duel duel : duels) {
                better = better.next(duel.advantage());
                against = against.next(-duel.advantage());
            }
            return new Standing(shadow, duels, better, against);
        }

        private Duration served() {
            return duels.isEmpty()
                    ? Duration.ZERO
                    : Duration.between(
                            duels.getFirst().origin(), duels.getLast().origin());
        }

        boolean hasServed(int times) {
            return served().compareTo(Duration.ofDays((long) times * shadow.nights())) >= 0;
        }

        private double championCrps() {
            return duels.stream().mapToDouble(Duel::championCrps).average().orElse(Double.NaN);
        }

        private double shadowCrps() {
            return duels.stream().mapToDouble(Duel::shadowCrps).average().orElse(Double.NaN);
        }

        String figures(double asked) {
            return String.format(
                    Locale.ROOT,
                    "beside the champion for %.1f nights of %d asked (%d origins): CRPS %.5g against %.5g, evidence %.3g of %.3g asked",
                    served().toMinutes() / 1440.0,
                    shadow.nights(),
                    duels.size(),
                    shadowCrps(),
                    championCrps(),
                    better.eValue(),
                    asked);
        }

        Map<String, String> report(String reason) {
            Map<String, String> report = new TreeMap<>();
            report.put(Outcome.REASON, reason);
            report.put("origins", Integer.toString(duels.size()));
            if (!duels.isEmpty()) {
                report.put("compared_from", duels.getFirst().origin().toString());
                report.put(Champion.COMPARED_UNTIL, duels.getLast().origin().toString());
                report.put("champion_crps", Double.toString(championCrps()));
                report.put("challenger_crps", Double.toString(shadowCrps()));
            }
            report.put("e_value", Double.toString(better.eValue()));
            report.put("e_value_against", Double.toString(against.eValue()));
            return report;
        }
    }
}
