package io.credence.forecasting.bench.worlds;

import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.StudentTLaw;
import io.credence.forecasting.distribution.TailForecast;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A kind of market.
 *
 * @param start makes one, in its long-run state as far as that is known
 */
record World(String name, Function<SplittableRandom, Market> start) {

    static final List<World> ALL = List.of(
            new World("iid t", IndependentReturns::new),
            new World("garch-t", random -> new GarchMarket(0, random)),
            new World("regimes", RegimeMarket::new),
            new World("sv with jumps", JumpMarket::new),
            new World("often stale", random -> new GarchMarket(0.3, random)));

    /** A market that runs. */
    interface Market {

        /** The law of the next return, percent, given the returns so far and the true parameters. */
        TailForecast truth();

        /** The same given the latent state too. */
        default TailForecast truthGivenState() {
            return truth();
        }

        /** The next return. */
        double next();
    }

    /** Student's t with 5 degrees of freedom. */
    private record IndependentReturns(SplittableRandom random) implements Market {

        private static final LocationScaleReturn LAW = new LocationScaleReturn(0.03, 1, new StudentTLaw(5));

        @Override
        public TailForecast truth() {
            return LAW;
        }

        @Override
        public double next() {
            return LAW.quantile(random.nextDouble(1e-12, 1));
        }
    }
}
