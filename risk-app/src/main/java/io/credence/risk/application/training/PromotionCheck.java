package io.credence.risk.application.training;

import io.credence.forecasting.backtest.Comparison;
import io.credence.forecasting.model.CorruptModelException;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.series.BarSeries;
import io.credence.risk.application.Audit;
import io.credence.risk.application.Audit.Count;
import io.credence.risk.port.HistoryStore;
import io.credence.risk.port.ModelFiles;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.ModelStore.Promotion;
import io.credence.risk.port.ModelStore.Run;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares challengers with champions again, on the stored bars and by the models of the registry, and holds the promotions against what comes
 * out.
 */
public final class PromotionCheck {

    /** Other processors turn the last digits of a network's output; a p-value and evidence magnify that. */
    private static final double NEAR = 1e-5;

    private static final double NEAR_P = 1e-3;

    private final ModelStore store;
    private final ModelFiles files;
    private final HistoryReader reader;
    private final Audit audit;

    public PromotionCheck(ModelStore store, HistoryStore history, ModelFiles files, Material material, Audit audit) {
        this.store = store;
        this.files = files;
        this.reader = new HistoryReader(history, material);
        this.audit = audit;
    }

    /** @param progress counts runs */
    public void run(ProgressListener progress) {
        List<Run> runs = store.runs(Integer.MAX_VALUE).stream()
                .filter(run -> run.report().containsKey(Trial.CHAMPION_CRPS))
                .toList();
        for (int i = 0; i < runs.size(); i++) {
            trial(runs.get(i));
            progress.progress(i + 1L, runs.size());
        }
        promotions(store.promotions(Integer.MAX_VALUE).reversed());
    }

    private void trial(Run run) {
        Optional<FittedModel> champion = champion(run);
        Optional<FittedModel> challenger = load(run.challenger());
        if (champion.isEmpty() || challenger.isEmpty()) {
            audit.count(Count.UNCHECKED, 1);
            return;
        }
        audit.count(Count.TRIALS, 1);
        try {
            verdict(run, compared(run, champion.get(), challenger.get()));
        } catch (IllegalArgumentException e) {
            audit.find("trial", run.id(), "it cannot be held again: " + e.getMessage());
        }
    }

    private Comparison.Result compared(Run run, FittedModel champion, FittedModel challenger) {
        Instant from = Instant.parse(figure(run, Trial.COMPARED_FROM));
        Instant until = Instant.parse(figure(run, Champion.COMPARED_UNTIL));
        History history = reader.read(run, until);
        List<BarSeries> series = history.from(from, Trial.warmUpBars(champion, challenger)).series().stream()
                .filter(each -> !run.report()
                        .containsKey(Trial.LEFT_OUT + each.instrument().name()))
                .filter(each -> !each.bars().isEmpty())
                .toList();
        return Comparison.of(champion, challenger, series, from);
    }

    private void verdict(Run run, Comparison.Result again) {
        differs(run, Trial.ORIGINS, again.origins(), 0);
        differs(run, Trial.CHAMPION_CRPS, again.championCrps(), NEAR);
        differs(run, Trial.CHALLENGER_CRPS, again.challengerCrps(), NEAR);
        differs(run, Trial.P_VALUE, again.pValue(), NEAR_P);
        boolean earned = again.promote() || (run.since() != null && again.relieves());
        if (earned != isWon(run)) {
            audit.find("trial", run.id(), "it ended as " + run.state() + "; the stored bars say: " + again.reason());
        }
    }

    /** A trial before the throne is won by the same comparison. */
    private static boolean isWon(Run run) {
        return run.state().equals(Outcome.PROMOTED) || run.state().equals(Outcome.SHADOW);
    }

    private void differs(Run run, String name, double again, double near) {
        double stored = Double.parseDouble(figure(run, name));
        if (Math.abs(stored - again) > near * Math.max(1, Math.abs(again))) {
            audit.find("trial", run.id(), String.format(Locale.ROOT, "%s is %s, stored is %s", name, again, stored));
        }
    }

    private static String figure(Run run, String name) {
        return Objects.requireNonNullElse(run.report().get(name), "");
    }

    private Optional<FittedModel> champion(Run run) {
        return run.report().containsKey(Trial.COMPARED_WITH)
                ? Optional.of(Champion.reference(reader.material()))
                : load(run.champion());
    }

    /** Empty where the files are gone or were changed: the trial is then counted as unchecked, and the registry's own check names the file. */
    private Optional<FittedModel> load(@Nullable String version) {
        try {
            return version == null ? Optional.empty() : Optional.of(files.load(version));
        } catch (CorruptModelException e) {
            return Optional.empty();
        }
    }

    /** Every change of champions follows the one before, and those that a run earned were earned. @param all oldest first */
    private void promotions(List<Promotion> all) {
        String champion = null;
        for (Promotion each : all) {
            audit.count(Count.PROMOTIONS, 1);
            if (!Objects.equals(each.previous(), champion)) {
                audit.find(
                        "promotion",
                        each.version(),
                        "it names " + each.previous() + " as the champion before, which was " + champion);
            }
            if (each.runId() != null) {
                earned(each, store.run(each.runId()));
            }
            champion = each.version();
        }
    }

    private void earned(Promotion promotion, Optional<Run> run) {
        boolean earned = run.filter(each -> isWon(each) || each.endedAt() == null)
                .filter(each -> each.challenger() == null || promotion.version().equals(each.challenger()))
                .isPresent();
        if (!earned) {
            audit.find(
                    "promotion",
                    promotion.version(),
                    "run " + promotion.runId() + " did not earn it: "
                            + run.map(each -> each.state() + Map.of("challenger", String.valueOf(each.challenger())))
                                    .orElse("there is none"));
        }
    }
}
