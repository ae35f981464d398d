package io.credence.risk.application;

import io.credence.forecasting.model.Predictor;
import io.credence.risk.port.ForecastKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose forecasts are made of a bar: the champion's, and beside them those of a challenger on trial. */
enum Lane {
    CHAMPION {
        @Override
        @Nullable
        String version(ClosedBar bar) {
            return bar.modelVersion();
        }

        @Override
        @Nullable
        ClosedState state(WorkingInstrument working) {
            return working.closed();
        }

        @Override
        void advance(WorkingInstrument working, ClosedState next) {
            working.advance(next);
        }

        @Override
        String key(String modelVersion) {
            return ForecastKey.CHAMPION;
        }
    },

    SHADOW {
        @Override
        @Nullable
        String version(ClosedBar bar) {
            return bar.shadowVersion();
        }

        @Override
        @Nullable
        ClosedState state(WorkingInstrument working) {
            return working.shadow();
        }

        @Override
        void advance(WorkingInstrument working, ClosedState next) {
            working.advanceShadow(next);
        }

        @Override
        String key(String modelVersion) {
            return modelVersion;
        }
    };

    /** The version that a bar's partition runs in this lane; null for the fall-back, or for no shadow. */
    abstract @Nullable String version(ClosedBar bar);

    abstract @Nullable ClosedState state(WorkingInstrument working);

    abstract void advance(WorkingInstrument working, ClosedState next);

    /** The lane as a forecast's key names it. */
    abstract String key(String modelVersion);

    final boolean isWarm(WorkingInstrument working, Predictor predictor) {
        ClosedState state = state(working);
        return state != null && state.modelVersion().equals(predictor.version());
    }

    final ClosedState warm(WorkingInstrument working) {
        ClosedState state = state(working);
        if (state == null) {
            throw new IllegalStateException(working.instrument().name() + " has no state in the lane " + name()
                    + "; it must be prepared first");
        }
        return state;
    }

    /** A challenger beside a champion: the same bars behind it, nothing foretold and nothing tested yet. */
    static ClosedState beside(ClosedState champion, Predictor challenger, byte[] state) {
        List<Watch> watches = challenger.horizons().stream().map(Watch::start).toList();
        return new ClosedState(challenger.version(), champion.bars(), state, champion.reference(), List.of(), watches);
    }
}
