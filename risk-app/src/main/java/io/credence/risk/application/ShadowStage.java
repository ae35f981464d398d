package io.credence.risk.application;

import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.model.Predictor;
import io.credence.risk.port.Position;
import io.credence.risk.port.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Lets the challenger on trial forecast beside the champion. Whatever goes wrong with it is its own end and never the stream's: it is
 * refused from then on, which ends its trial.
 */
final class ShadowStage {

    private static final Logger LOG = Logger.getLogger(ShadowStage.class);

    private final String spec;
    private final Predictors predictors;
    private final WarmUp warmUp;

    ShadowStage(String spec, Predictors predictors, WarmUp warmUp) {
        this.spec = spec;
        this.predictors = predictors;
        this.warmUp = warmUp;
    }

    /** The bars whose partition has a shadow that can compute. */
    List<ClosedBar> shadowed(List<ClosedBar> closed) {
        return closed.stream().filter(bar -> predictor(bar).isPresent()).toList();
    }

    private Optional<Predictor> predictor(ClosedBar bar) {
        return Optional.ofNullable(bar.shadowVersion()).flatMap(predictors::shadow);
    }

    /** Gives a state to instruments that have none in its lane. Champions must be warm and must not have seen the bars yet. */
    void prepare(List<ClosedBar> first) {
        Map<Instant, List<ClosedBar>> cold = new TreeMap<>();
        for (ClosedBar bar : first) {
            if (!Lane.SHADOW.isWarm(bar.working(), predictor(bar).orElseThrow())) {
                cold.computeIfAbsent(bar.bar().start(), start -> new ArrayList<>())
                        .add(bar);
            }
        }
        cold.forEach((until, bars) -> guarded(bars, () -> warm(bars, until)));
    }

    private void warm(List<ClosedBar> bars, Instant until) {
        Predictor shadow = predictor(bars.getFirst()).orElseThrow();
        Map<String, byte[]> states = warmUp.states(
                shadow, bars.stream().map(bar -> bar.working().instrument()).toList(), until);
        for (ClosedBar bar : bars) {
            WorkingInstrument working = bar.working();
            byte[] state =
                    Objects.requireNonNull(states.get(working.instrument().name()));
            working.advanceShadow(Lane.beside(Lane.CHAMPION.warm(working), shadow, state));
        }
    }

    /** Computes and gathers what the shadow says of the bars. */
    void run(List<ClosedBar> closed, BatchRows rows) {
        List<ClosedBar> left = shadowed(closed);
        guarded(left, () -> {
            BatchRows said = new BatchRows();
            new Rounds(spec, Lane.SHADOW, predictors.reference())
                    .run(left, bar -> predictor(bar).orElseThrow(), (bar, outcome) -> said.add(outcome));
            left.stream().map(ClosedBar::working).distinct().forEach(WorkingInstrument::sealShadow);
            rows.addShadow(said);
        });
    }

    private void guarded(List<ClosedBar> bars, Runnable work) {
        if (bars.isEmpty()) {
            return;
        }
        try {
            work.run();
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            String version = String.valueOf(bars.getFirst().shadowVersion());
            LOG.errorf(e, "%s, the challenger on trial, has failed and forecasts no more", version);
            predictors.refuse(version, "it failed while it forecast: " + e);
            bars.forEach(bar -> bar.working().leaveShadow());
        }
    }

    /** The stored states of a shadow's lane, those of an earlier shadow left out. */
    Map<String, ClosedState> decoded(Position position, String version, Decoders decoders) {
        Map<String, ClosedState> states = new TreeMap<>();
        if (predictors.shadow(version).isEmpty()) {
            return states;
        }
        position.instruments().forEach((name, stored) -> {
            if (stored.shadow().length > 0
                    && ClosedState.versionIn(stored.shadow()).equals(version)) {
                states.put(name, ClosedState.decode(stored.shadow(), decoders));
            }
        });
        return states;
    }

    /** The states with which a shadow begins, of the instruments that have a champion's; none where it cannot compute. */
    Map<String, ClosedState> begin(
            String version, Map<String, ClosedState> champions, Collection<Instrument> instruments, Instant now) {
        Map<String, ClosedState> states = new TreeMap<>();
        predictors.shadow(version).ifPresent(shadow -> {
            try {
                warmUp.states(shadow, instruments, now)
                        .forEach((name, state) -> states.put(
                                name, Lane.beside(Objects.requireNonNull(champions.get(name)), shadow, state)));
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.errorf(e, "%s, the challenger on trial, cannot be warmed up", version);
                predictors.refuse(version, "it cannot be warmed up: " + e);
                states.clear();
            }
        });
        return states;
    }
}
