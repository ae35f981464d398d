package io.credence.forecasting.model.bayesian;

import io.credence.bnn.engine.EngineInfo;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.network.HeadMoments;
import io.credence.bnn.network.NetworkSession;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.network.StepSession;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.MappedReturn;
import io.credence.forecasting.distribution.ScoreMap;
import io.credence.forecasting.feature.FeatureRow;
import io.credence.forecasting.feature.FeatureStream;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.model.Attributing;
import io.credence.forecasting.model.Attribution;
import io.credence.forecasting.model.Predictor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The model at work. All steps of a call go through the network together, in padded tiles; what surrounds the network is
 * plain double arithmetic per instrument.
 */
final class BayesianPredictor implements Predictor, Attributing {

    private final String version;
    private final List<Integer> horizons;
    private final Inputs inputs;
    private final Instant trainedUntil;
    private final List<ScoreMap> shape;
    private final SequenceNetwork network;
    private final StepSession session;

    /**
     * Takes the session over.
     *
     * @param network whose slopes explain a forecast, where the session rounds it as well
     */
    BayesianPredictor(
            String version,
            List<Integer> horizons,
            Inputs inputs,
            Instant trainedUntil,
            List<ScoreMap> shape,
            SequenceNetwork network,
            StepSession session) {
        this.version = version;
        this.horizons = List.copyOf(horizons);
        this.inputs = inputs;
        this.trainedUntil = trainedUntil;
        this.shape = List.copyOf(shape);
        this.network = network;
        this.session = session;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<Integer> horizons() {
        return horizons;
    }

    @Override
    public int warmUpBars() {
        return FeatureStream.WARM_UP_BARS;
    }

    @Override
    public String runtime() {
        EngineInfo info = TensorEngine.info();
        return info.name() + ' ' + info.version() + ' ' + info.device() + " threads=" + info.intraOpThreads() + ' '
                + info.cpuCapability();
    }

    @Override
    public byte[] initialState(Instrument instrument) {
        return new InstrumentState(FeatureStream.start(), Recalibration.start(horizons), session.initialState())
                .encode(horizons);
    }

    @Override
    public List<Prediction> update(List<Step> steps) {
        if (steps.isEmpty()) {
            return List.of();
        }
        List<Seen> seen = steps.stream().map(this::see).toList();
        NetworkSession.Step moved = session.step(
                seen.stream().map(each -> inputs.of(each.row.values())).toArray(float[][]::new),
                seen.stream().map(each -> each.state.network()).toArray(byte[][]::new));
        return IntStream.range(0, seen.size())
                .mapToObj(i -> prediction(seen.get(i), moved, i))
                .toList();
    }

    /** An instrument's state whose features have seen the bar, and whose network has not. */
    private record Seen(Bar bar, InstrumentState state, FeatureRow row) {}

    private Seen see(Step step) {
        InstrumentState state = InstrumentState.decode(horizons, step.state());
        return new Seen(step.bar(), state, state.features().next(step.instrument(), step.bar()));
    }

    private Prediction prediction(Seen seen, NetworkSession.Step moved, int at) {
        // Recalibration moves while forecasts are made: the state is encoded after them.
        List<ForecastDistribution> forecasts = seen.state.features().count() < TrainingSet.FIRST_FORECAST
                ? List.of()
                : forecasts(seen, moved.moments(), at);
        return new Prediction(seen.state.withNetwork(moved.states()[at]).encode(horizons), forecasts);
    }

    private List<ForecastDistribution> forecasts(Seen seen, HeadMoments moments, int at) {
        List<ForecastDistribution> forecasts = new ArrayList<>();
        for (int h = 0; h < horizons.size(); h++) {
            Parameters parameters = recalibrated(seen, moments, at, h);
            BayesianReturn forecast = new BayesianReturn(parameters.predictive());
            forecasts.add(shaped(forecast, h));
        }
        return forecasts;
    }

    private ForecastDistribution shaped(BayesianReturn forecast, int h) {
        ScoreMap map = shape.get(h);
        return map.isIdentity() ? forecast : new MappedReturn(forecast, map);
    }

    /** Only forecasts of bars that the network has not learnt from say how well it is calibrated. */
    private Parameters recalibrated(Seen seen, HeadMoments moments, int at, int h) {
        Recalibration recalibration = seen.state.recalibration();
        long bars = seen.state.features().count();
        double close = seen.bar.close();
        recalibration.realise(h, bars, close, shape.get(h));
        Parameters parameters = Parameters.of(moments, at, h, seen.row, horizons.get(h), recalibration);
        boolean unseen = !seen.bar.end().isBefore(trainedUntil);
        recalibration.remember(h, bars, unseen ? parameters.pending(close) : Recalibration.Pending.NONE);
        return parameters;
    }

    @Override
    public Attribution attribution(
            Instrument instrument, byte[] state, List<Bar> bars, int horizon, ConfidenceLevel level) {
        int h = horizons.indexOf(horizon);
        if (bars.isEmpty() || h < 0) {
            throw new IllegalArgumentException("an explanation of " + bars.size() + " bars was asked for, " + horizon
                    + " ahead; there must be at least 1, and the horizon one of " + horizons);
        }
        List<float[]> rows = new ArrayList<>();
        byte[] before = state;
        Seen last = see(new Step(instrument, bars.getFirst(), state));
        for (int i = 0; i < bars.size(); i++) {
            Step step = new Step(instrument, bars.get(i), before);
            last = see(step);
            rows.add(inputs.of(last.row.values()));
            before = i + 1 < bars.size() ? update(List.of(step)).getFirst().state() : before;
        }
        byte[] start = InstrumentState.decode(horizons, state).network();
        return new ForecastAttribution(network, rows, start).of(h, level, meaning(last, h));
    }

    /** What outputs at a bar mean: the reference and the recalibration are that bar's. */
    private ForecastAttribution.Meaning meaning(Seen seen, int h) {
        Recalibration recalibration = seen.state.recalibration();
        long bars = seen.state.features().count();
        if (bars < TrainingSet.FIRST_FORECAST) {
            throw new IllegalStateException("no forecast is made at bar " + bars
                    + " of an instrument; the first is at bar " + TrainingSet.FIRST_FORECAST);
        }
        recalibration.realise(h, bars, seen.bar.close(), shape.get(h));
        Baseline baseline = References.of(seen.row, horizons.get(h), recalibration.logScale(h));
        double more = recalibration.rawDf(h);
        return (logit, location, logScale, rawDf) -> shaped(
                new BayesianReturn(Parameters.of(logit, location, logScale, rawDf.plus(more), baseline)
                        .predictive()),
                h);
    }

    @Override
    public ForecastDistribution decode(byte[] bytes) {
        return Shape.decode(shape, bytes);
    }

    @Override
    public void close() {
        session.close();
    }
}
