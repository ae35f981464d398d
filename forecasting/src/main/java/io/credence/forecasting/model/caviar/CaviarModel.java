package io.credence.forecasting.model.caviar;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.model.optimisation.NelderMead;
import io.credence.forecasting.model.optimisation.Optimum;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * CAViaR (Engle and Manganelli 2004): the value at risk of each level by a recursion of its own, fitted by the tick loss;
 * the expected shortfall follows by a constant ratio or an autoregression of its own, fitted by the joint loss FZ0.
 *
 * <p>The loss has many local minima: of 2,000 random parameters the ten best are followed by the simplex method, and the
 * two best of those to the end. A refit has an optimum of a month before: it follows that and the best of 100 others, and the
 * better of the two to its end.
 */
public final class CaviarModel implements UnivariateModel {

    private static final int FEWEST = 300;
    private static final int COLD_TRIES = 2000;
    private static final int COLD_DESCENTS = 10;
    private static final int WARM_TRIES = 100;
    private static final int WARM_DESCENTS = 1;
    private static final int COLD_POLISHED = 2;
    private static final int WARM_POLISHED = 1;
    private static final int COLD_ROUNDS = 8;
    private static final int WARM_ROUNDS = 3;
    private static final long SEED = 0xCA_F1A8L;

    private final CaviarForm form;
    private final ShortfallForm shortfall;
    private final List<ConfidenceLevel> levels;

    private CaviarModel(CaviarForm form, ShortfallForm shortfall, List<ConfidenceLevel> levels) {
        this.form = form;
        this.shortfall = shortfall;
        this.levels = List.copyOf(levels);
    }

    /** At the standard levels, with a constant ratio of expected shortfall to value at risk. */
    public static CaviarModel of(CaviarForm form) {
        return new CaviarModel(form, ShortfallForm.RATIO, ConfidenceLevel.STANDARD);
    }

    /**
     * At other levels, each of which costs a fit.
     *
     * @param levels at least one
     */
    public CaviarModel withLevels(List<ConfidenceLevel> other) {
        if (other.isEmpty()) {
            throw new IllegalArgumentException("levels are empty; there must be at least one, as 0.975");
        }
        return new CaviarModel(form, shortfall, other);
    }

    /** With another way of the expected shortfall. */
    public CaviarModel withShortfall(ShortfallForm other) {
        return new CaviarModel(form, other, levels);
    }

    ShortfallForm shortfall() {
        return shortfall;
    }

    @Override
    public String name() {
        return shortfall.prefix() + "-" + form.suffix();
    }

    @Override
    public int fewestReturns() {
        return FEWEST;
    }

    @Override
    public CaviarFit fit(ReturnHistory history) {
        return fit(history, List.of());
    }

    /** Parameters per level of an earlier fit; none for a first one. */
    CaviarFit fit(ReturnHistory history, List<double[]> earlier) {
        history.require(FEWEST, name());
        double[] returns = history.returnsFrom(0);
        List<CaviarFit.Level> fitted = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            TickLoss loss = new TickLoss(form, returns, levels.get(i).tail());
            if (!(loss.deviation() > 0)) {
                throw new IllegalArgumentException("all " + returns.length + " returns are " + returns[0] + "; "
                        + name() + " needs returns that vary. Maybe the price never moved?");
            }
            Optimum optimum = earlier.isEmpty() ? cold(loss) : warm(loss, earlier.get(i));
            double[] b = optimum.x();
            double[] g = new JointLoss(shortfall, loss, b).minimise(b);
            fitted.add(new CaviarFit.Level(levels.get(i), b, optimum.value(), optimum.converged(), loss, g));
        }
        return new CaviarFit(this, fitted);
    }

    private static Optimum cold(TickLoss loss) {
        return best(loss, bestTries(loss, COLD_TRIES, COLD_DESCENTS), COLD_POLISHED, COLD_ROUNDS);
    }

    private static Optimum warm(TickLoss loss, double[] earlier) {
        List<double[]> starts = new ArrayList<>(bestTries(loss, WARM_TRIES, WARM_DESCENTS));
        if (Double.isFinite(loss.at(earlier))) {
            starts.add(earlier);
        }
        return best(loss, starts, WARM_POLISHED, WARM_ROUNDS);
    }

    private static Optimum best(TickLoss loss, List<double[]> starts, int polished, int rounds) {
        List<double[]> descended = starts.stream()
                .map(start -> NelderMead.minimise(loss::at, start, edges(start), 1))
                .sorted(Comparator.comparingDouble(Optimum::value))
                .limit(polished)
                .map(Optimum::x)
                .toList();
        return descended.stream()
                .map(x -> NelderMead.minimise(loss::at, x, edges(x), rounds))
                .min(Comparator.comparingDouble(Optimum::value))
                .orElseThrow();
    }

    private static double[] edges(double[] start) {
        // The persistence is near 1, where a tenth of it would cross the wall.
        return Arrays.stream(start).map(b -> Math.max(0.05 * Math.abs(b), 1e-3)).toArray();
    }

    private static List<double[]> bestTries(TickLoss loss, int tries, int kept) {
        SplittableRandom random = new SplittableRandom(SEED);
        record Try(double[] b, double loss) {}
        List<Try> all = new ArrayList<>();
        for (int i = 0; i < tries; i++) {
            double[] u = random.doubles(4).toArray();
            double[] b = loss.form().start(u, loss.first(), loss.deviation());
            all.add(new Try(b, loss.at(b)));
        }
        return all.stream()
                .filter(each -> Double.isFinite(each.loss))
                .sorted(Comparator.comparingDouble(Try::loss))
                .limit(kept)
                .map(Try::b)
                .toList();
    }
}
