package io.credence.forecasting.model.bayesian.stochastic;

import io.credence.bnn.random.Key;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateModel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Stochastic volatility with Student-t returns and stale prices, Bayesian (Taylor 1982; Jacquier, Polson and Rossi 2004):
 *
 * <pre>{@code
 * h_t = mu + phi (h_{t-1} - mu) + s sqrt(1 - phi^2) eta_t      log squared scale, eta standard normal
 * r_t = 0                          with probability pi          the price was not renewed
 *     = exp(h_t / 2) t_nu          otherwise                    and 0 where it is too small to show
 * }</pre>
 *
 * <p>There is no drift: over weeks its estimate costs more than it brings. The log variance is summed out by {@link VolatilityFilter}; the five
 * parameters' posterior is sampled by importance around its mode. Several series may share strength: {@link #fitPanel}.
 */
public final class StochasticVolatility implements UnivariateModel {

    private static final int FEWEST = 250;

    private final Options options;

    private StochasticVolatility(Options options) {
        this.options = options;
    }

    /**
     * How it is sampled.
     *
     * @param draws that a forecast mixes
     * @param proposals of a round of importance sampling, even and at least as many as the draws
     */
    record Options(int draws, int proposals, Key key, StochasticPrior prior) {}

    /** With 60 draws. */
    public static StochasticVolatility withDefaults() {
        return new StochasticVolatility(new Options(60, 120, Key.of(0), StochasticPrior.WEAKLY_INFORMATIVE));
    }

    StochasticVolatility withPrior(StochasticPrior prior) {
        return new StochasticVolatility(new Options(options.draws, options.proposals, options.key, prior));
    }

    Options options() {
        return options;
    }

    @Override
    public String name() {
        return "sv-t";
    }

    @Override
    public int fewestReturns() {
        return FEWEST;
    }

    @Override
    public StochasticVolatilityFit fit(ReturnHistory history) {
        history.require(FEWEST, name());
        return StochasticVolatilityFit.of(this, history, options.prior.mean());
    }

    /**
     * Fits several series with partial pooling: each alone, roughly, and again with what the panel shows as its prior, so that a short or odd
     * series leans on the others and a long one hardly does. Histories should end before the same date.
     *
     * @param histories one at least
     */
    public List<StochasticVolatilityFit> fitPanel(List<ReturnHistory> histories) {
        if (histories.size() < 2) {
            return histories.stream().map(this::fit).toList();
        }
        List<GaussianGuess> alone = histories.stream()
                .parallel()
                .map(history -> GaussianGuess.of(
                        new StochasticPosterior(history, options.prior).numerical(), options.prior.mean()))
                .toList();
        StochasticVolatility pooled = withPrior(StochasticPrior.ofPanel(
                alone.stream().map(each -> each.mode().x()).toList(),
                alone.stream().map(GaussianGuess::variances).toList()));
        return IntStream.range(0, histories.size())
                .parallel()
                .mapToObj(i -> StochasticVolatilityFit.of(
                        pooled, histories.get(i), alone.get(i).mode().x()))
                .toList();
    }
}
