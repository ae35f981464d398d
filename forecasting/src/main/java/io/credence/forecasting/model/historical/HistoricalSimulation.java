package io.credence.forecasting.model.historical;

import io.credence.forecasting.distribution.EmpiricalLaw;
import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.TailForecast;
import io.credence.forecasting.model.univariate.Estimate;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateFit;
import io.credence.forecasting.model.univariate.UnivariateModel;
import io.credence.forecasting.model.univariate.UnivariatePredictor;

/**
 * Historical simulation: the next return is drawn from the latest ones, over a rolling window or over all there are. The
 * sum of h returns is drawn from the window's overlapping sums of h. Nothing is estimated.
 */
public final class HistoricalSimulation implements UnivariateModel {

    /** The regulator's year of trading days (Basel MAR32). */
    public static final int YEAR = 250;

    private static final int FEWEST = 20;

    private final int window;

    private HistoricalSimulation(int window) {
        this.window = window;
    }

    /**
     * Over the latest returns.
     *
     * @param window how many, at least 20
     */
    public static HistoricalSimulation rolling(int window) {
        if (window < FEWEST) {
            throw new IllegalArgumentException("window is " + window + " returns; it must be at least " + FEWEST
                    + ". Maybe a year, " + YEAR + "?");
        }
        return new HistoricalSimulation(window);
    }

    /** Over all returns so far. */
    public static HistoricalSimulation expanding() {
        return new HistoricalSimulation(Integer.MAX_VALUE);
    }

    @Override
    public String name() {
        return window == Integer.MAX_VALUE ? "hs" : "hs" + window;
    }

    @Override
    public int fewestReturns() {
        return FEWEST;
    }

    @Override
    public UnivariateFit fit(ReturnHistory history) {
        history.require(FEWEST, name());
        int from = Math.max(0, history.size() - window);
        return new Fit(history.returnsFrom(from));
    }

    private final class Fit implements UnivariateFit {

        private final double[] latest;

        Fit(double[] latest) {
            this.latest = latest;
        }

        @Override
        public Estimate estimate() {
            return Estimate.NONE;
        }

        @Override
        public UnivariatePredictor predictor() {
            return new Window(latest, window);
        }

        @Override
        public UnivariateFit refit(ReturnHistory history) {
            return fit(history);
        }
    }

    /** The latest returns in order of arrival. A forecast sorts them; an update does not. */
    private static final class Window implements UnivariatePredictor {

        private final int window;
        private double[] values;
        private int size;

        Window(double[] latest, int window) {
            this.window = window;
            this.values = latest.clone();
            this.size = latest.length;
        }

        @Override
        public TailForecast forecast(int horizon) {
            int held = Math.min(size, window);
            if (horizon < 1 || held - horizon + 1 < FEWEST) {
                throw new IllegalArgumentException("horizon is " + horizon + "; it must be at least 1 and leave "
                        + FEWEST + " overlapping sums of the window's " + held + " returns");
            }
            return new LocationScaleReturn(0, 1, EmpiricalLaw.of(sums(held, horizon)));
        }

        private double[] sums(int held, int horizon) {
            double[] sums = new double[held - horizon + 1];
            for (int i = 0; i < sums.length; i++) {
                for (int j = 0; j < horizon; j++) {
                    sums[i] += values[size - held + i + j];
                }
            }
            return sums;
        }

        @Override
        public void update(double returnPercent, double rangeVariance) {
            if (size == values.length) {
                makeRoom();
            }
            values[size++] = returnPercent;
        }

        /** Drops what has left the window, into an array of twice its size: amortised O(1). */
        private void makeRoom() {
            int kept = Math.min(size, window);
            double[] next = new double[2 * kept + 2];
            System.arraycopy(values, size - kept, next, 0, kept);
            values = next;
            size = kept;
        }
    }
}
