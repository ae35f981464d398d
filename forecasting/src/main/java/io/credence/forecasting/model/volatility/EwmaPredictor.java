package io.credence.forecasting.model.volatility;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.GaussianReturn;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.model.Predictor;
import java.nio.ByteBuffer;
import java.util.List;

/** The recursion v = lambda v + (1 - lambda) r^2; the variance over h bars is h v, the mean 0. */
final class EwmaPredictor implements Predictor {

    /** Returns averaged with equal weights before the recursion begins, and before the first forecast. */
    private static final int PRESAMPLE = 30;

    private final String version;
    private final List<Integer> horizons;

    EwmaPredictor(String version, List<Integer> horizons) {
        this.version = version;
        this.horizons = List.copyOf(horizons);
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<Integer> horizons() {
        return horizons;
    }

    /** 0.94^256 is 1e-7. */
    @Override
    public int warmUpBars() {
        return 256;
    }

    @Override
    public String runtime() {
        return "jvm";
    }

    @Override
    public byte[] initialState(Instrument instrument) {
        return new State(0, 0, 0).encode();
    }

    @Override
    public List<Prediction> update(List<Step> steps) {
        return steps.stream().map(this::update).toList();
    }

    private Prediction update(Step step) {
        State state = State.decode(step.state()).after(step.bar().close());
        if (state.returns < PRESAMPLE) {
            return new Prediction(state.encode(), List.of());
        }
        double floor = 100 * step.instrument().tickSize() / step.bar().close() / Math.sqrt(12);
        double variance = Math.max(state.variance, floor * floor);
        List<ForecastDistribution> forecasts = horizons.stream()
                .<ForecastDistribution>map(h -> new GaussianReturn(0, Math.sqrt(h * variance)))
                .toList();
        return new Prediction(state.encode(), forecasts);
    }

    @Override
    public ForecastDistribution decode(byte[] bytes) {
        return GaussianReturn.decode(bytes);
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    /**
     * @param close the last close; 0 before the first bar
     * @param variance of a one-bar return, percent squared
     * @param returns how many returns it has seen
     */
    private record State(double close, double variance, int returns) {

        State after(double next) {
            if (close == 0) {
                return new State(next, 0, 0);
            }
            double percent = 100 * Math.log(next / close);
            double updated = returns < PRESAMPLE
                    ? variance + (percent * percent - variance) / (returns + 1)
                    : EwmaModel.LAMBDA * variance + (1 - EwmaModel.LAMBDA) * percent * percent;
            return new State(next, updated, returns + 1);
        }

        byte[] encode() {
            return ByteBuffer.allocate(20)
                    .putDouble(close)
                    .putDouble(variance)
                    .putInt(returns)
                    .array();
        }

        static State decode(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new State(buffer.getDouble(), buffer.getDouble(), buffer.getInt());
        }
    }
}
