package io.credence.risk.application.training;

import io.credence.forecasting.backtest.Comparison;
import io.credence.forecasting.model.FitCheckpoints;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ModelCatalogue;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.series.TrainingData;
import io.credence.risk.port.ModelFiles;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.ModelStore.Run;
import io.credence.risk.port.ModelStore.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fits the challenger of one run, enters it as candidate, and judges it. Promotes nothing itself. */
final class Trial {

    /** Under so few bars an instrument teaches nothing. */
    static final int FEWEST_BARS = 64;

    /** Figures of the report that a verifier computes again. */
    static final String ORIGINS = "origins";

    static final String COMPARED_FROM = "compared_from";
    static final String CHAMPION_CRPS = "champion_crps";
    static final String CHALLENGER_CRPS = "challenger_crps";
    static final String P_VALUE = "p_value";

    /** The report's key for why another model stood in for the champion. */
    static final String COMPARED_WITH = "compared_with";

    /** Before the name of an instrument that was not learnt from. */
    static final String LEFT_OUT = "left_out.";

    private final ModelStore store;
    private final ModelFiles files;
    private final TrainingPlan plan;
    private final Run run;
    private final ProgressListener progress;
    private final FitCheckpoints checkpoints;
    private final Map<String, String> report = new TreeMap<>();

    Trial(
            ModelStore store,
            ModelFiles files,
            TrainingPlan plan,
            Run run,
            ProgressListener progress,
            FitCheckpoints checkpoints) {
        this.store = store;
        this.files = files;
        this.plan = plan;
        this.run = run;
        this.progress = progress;
        this.checkpoints = checkpoints;
    }

    Outcome judge(History all, Optional<Champion> champion) {
        report.put("instruments", Integer.toString(all.series().size()));
        report.put("bars", Integer.toString(all.bars()));
        return champion.map(held -> contest(all, held)).orElseGet(() -> first(all));
    }

    /** Nothing stands in the way of the first model of all: it learns from every bar there is. */
    private Outcome first(History all) {
        FittedModel challenger = fitted(all.until(Instant.MAX, FEWEST_BARS), plan.options());
        return ended(Outcome.PROMOTED, challenger, null, "the first model: there was no champion to compare it with");
    }

    private Outcome contest(History all, Champion champion) {
        HoldOut holdOut = run.since() == null
                ? HoldOut.of(all.ends(), champion.used(), plan.material().spec().length(), Comparison.FEWEST_ORIGINS)
                : HoldOut.since(all.ends(), run.since(), Comparison.FEWEST_ORIGINS);
        if (holdOut.origins() < Comparison.FEWEST_ORIGINS) {
            return ended(
                    Outcome.KEPT,
                    null,
                    champion,
                    run.since() == null ? tooFew(holdOut, champion) : tooSoon(run.since()));
        }
        History learnt = all.until(holdOut.trainUntil(), FEWEST_BARS);
        FittedModel challenger = fitted(learnt, options(champion));
        if (challenger.version().equals(champion.version())) {
            return ended(Outcome.KEPT, challenger, champion, "the challenger is the champion, byte for byte");
        }
        return compared(all.of(learnt), challenger, champion);
    }

    private static String tooFew(HoldOut holdOut, Champion champion) {
        return "nothing to judge a challenger by: " + holdOut.origins() + " origins after " + champion.used()
                + ", up to where the champion was trained and chosen; " + Comparison.FEWEST_ORIGINS + " are needed";
    }

    private static String tooSoon(Instant since) {
        return "too few bars since the change at " + since + ": " + HoldOut.FEWEST_SINCE + " to learn from and "
                + (Comparison.FEWEST_ORIGINS + 1) + " to judge by are needed";
    }

    private FittedModel fitted(History history, FitOptions options) {
        history.leftOut().forEach((instrument, reason) -> report.put(LEFT_OUT + instrument, reason));
        if (history.series().isEmpty()) {
            throw new IllegalArgumentException("no instrument of the scope '" + run.scope() + "' has " + FEWEST_BARS
                    + " bars of " + plan.material().spec() + " to learn from: " + history.leftOut()
                    + ". Maybe stream more ticks first.");
        }
        TrainingData data =
                new TrainingData(plan.material().spec(), plan.material().horizons(), history.series());
        FittedModel fit = ModelCatalogue.named(plan.model()).fit(data, options, progress, checkpoints);
        FittedModel challenger = new FittedModel(fit.model(), fit.files(), provenance(fit));
        files.save(challenger);
        store.register(new Version(
                challenger.version(),
                challenger.model(),
                "candidate",
                Instant.now(),
                run.id(),
                challenger.provenance()));
        return challenger;
    }

    /** After a change the champion's posterior is of another market. */
    private FitOptions options(Champion champion) {
        if (run.since() != null) {
            return plan.options().changedAt(run.since());
        }
        return plan.continual() && champion.standIn().isEmpty()
                ? plan.options().goingOnFrom(champion.model())
                : plan.options();
    }

    private SortedMap<String, String> provenance(FittedModel fit) {
        SortedMap<String, String> provenance = new TreeMap<>(fit.provenance());
        provenance.put("run", Long.toString(run.id()));
        provenance.put("night", run.night());
        provenance.put("scope", run.scope());
        provenance.put("code", plan.code());
        return provenance;
    }

    private Outcome compared(History all, FittedModel challenger, Champion champion) {
        Instant from = later(champion.used(), challenger.trainedUntil());
        History walked = all.from(from, warmUpBars(champion.model(), challenger));
        Comparison.Result result = Comparison.of(champion.model(), challenger, walked.series(), from);
        report.put(ORIGINS, Integer.toString(result.origins()));
        report.put(COMPARED_FROM, result.scoredFrom().toString());
        report.put(Champion.COMPARED_UNTIL, walked.ends().getLast().toString());
        report.put(CHAMPION_CRPS, Double.toString(result.championCrps()));
        report.put(CHALLENGER_CRPS, Double.toString(result.challengerCrps()));
        report.put("relative_difference", Double.toString(result.relativeDifference()));
        report.put("standard_error", Double.toString(result.standardError()));
        report.put(P_VALUE, Double.toString(result.pValue()));
        report.put("champion_evidence", Double.toString(result.championEvidence()));
        report.put("challenger_evidence", Double.toString(result.challengerEvidence()));
        if (run.since() != null && !result.promote()) {
            return relieved(result, challenger, champion);
        }
        return ended(result.promote() ? Outcome.PROMOTED : Outcome.KEPT, challenger, champion, result.reason());
    }

    /** An alarm has spoken against the champion, so it is the champion that must be better. */
    private Outcome relieved(Comparison.Result result, FittedModel challenger, Champion champion) {
        String evidence =
                String.format(Locale.ROOT, "; evidence against its calibration %.3g", result.challengerEvidence());
        return result.relieves()
                ? ended(
                        Outcome.PROMOTED,
                        challenger,
                        champion,
                        result.reason() + evidence + ": relieves the accused champion")
                : ended(Outcome.KEPT, challenger, champion, result.reason() + evidence);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    static int warmUpBars(FittedModel... models) {
        int most = 0;
        for (FittedModel model : models) {
            try (Predictor predictor = ModelCatalogue.named(model.model()).load(model)) {
                most = Math.max(most, predictor.warmUpBars());
            }
        }
        return most;
    }

    private Outcome ended(String state, @Nullable FittedModel challenger, @Nullable Champion champion, String reason) {
        report.put(Outcome.REASON, reason);
        if (champion != null) {
            champion.standIn().ifPresent(why -> report.put(COMPARED_WITH, why));
        }
        return new Outcome(
                run.id(),
                state,
                challenger == null ? null : challenger.version(),
                champion == null ? null : champion.version(),
                report);
    }
}
