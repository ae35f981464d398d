package io.credence.forecasting.model.bayesian;

import io.credence.bnn.catalogue.Catalogue;
import io.credence.bnn.checkpoint.Checkpoint;
import io.credence.bnn.checkpoint.CorruptCheckpointException;
import io.credence.bnn.data.SequenceData;
import io.credence.bnn.density.IndependentGaussian;
import io.credence.bnn.head.HeadMethods;
import io.credence.bnn.head.HeadRefit;
import io.credence.bnn.head.HeadShape;
import io.credence.bnn.inference.vi.BayesByBackprop;
import io.credence.bnn.inference.vi.DensityPropagation;
import io.credence.bnn.inference.vi.TrainingOptions;
import io.credence.bnn.inference.vi.TrainingOptions.HeadPrior;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.network.StepSession;
import io.credence.bnn.quantization.ActivationRanges;
import io.credence.bnn.quantization.QuantizedNetwork;
import io.credence.forecasting.model.CorruptModelException;
import io.credence.forecasting.model.FitCheckpoints;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ForecastModel;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.series.TrainingData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An LSTM with a Bayesian head for the hurdle Student-t law of returns over several horizons, trained by Bayes by Backprop. Its head can
 * then be given any other posterior by name, on the same backbone and data; or all its weights have one, by moment propagation.
 */
public final class BayesianModel implements ForecastModel {

    /** The largest sum of horizons: the state of an instrument remembers that many forecasts. */
    private static final int MOST_PENDING = 256;

    private static final String NETWORK = "network.bin";
    private static final String INPUTS = "inputs.bin";
    private static final String HORIZONS = "horizons.txt";
    /** A file, not only provenance: recalibration begins there, so it decides values. */
    private static final String TRAINED_UNTIL = "trained_until.txt";

    /** Only of a model that was fitted after a change. */
    private static final String SHAPE = "shape.bin";

    /** Only of a model that is served in eight bits. */
    private static final String RANGES = "ranges.bin";

    private static final String ADVICE = "Maybe its folder was damaged: retrain, or promote another version.";

    private static final String NAME = "bayesian";

    /** Fewer new outcomes teach a head nothing. */
    private static final int FEWEST_NEW = 60;

    /** The posterior that training itself gives. */
    private static final String TRAINED = "bbb";

    /** Served in eight bits; its ranges of activations are those of the training data. */
    private static final String INT8 = "lstm-int8";

    /** What the head can stand on, by name, the default first. */
    public static final List<String> BACKBONES = List.of("lstm", INT8);

    /** All weights, the LSTM's too, trained and served by propagated means and variances. */
    private static final String PROPAGATED = "vdp++";

    private final TrainingOptions training;
    private final String posterior;
    private final String backbone;

    /** The model with the options that the catalogue has. */
    public BayesianModel() {
        this(Defaults.TRAINING, TRAINED, BACKBONES.getFirst());
    }

    /** The model trained otherwise; its fitted models are loaded by any other. */
    BayesianModel(TrainingOptions training, String posterior, String backbone) {
        this.training = training;
        this.posterior = posterior;
        this.backbone = backbone;
    }

    /** All posteriors that there are, by name: of the head's weights, and {@code vdp++} of all weights. */
    public static SortedSet<String> posteriors() {
        SortedSet<String> names =
                new TreeSet<>(HeadMethods.catalogue().entries().keySet());
        names.add(TRAINED);
        names.add(PROPAGATED);
        return names;
    }

    /**
     * The same model with another posterior.
     *
     * @throws IllegalArgumentException when there is none of this name, with all names
     */
    public BayesianModel withPosterior(String name) {
        Map<String, String> known = posteriors().stream().collect(Collectors.toMap(each -> each, each -> each));
        return new BayesianModel(training, Catalogue.of("method", known).get(name), backbone);
    }

    /**
     * The same model on another backbone.
     *
     * @throws IllegalArgumentException when there is none of this name, with all names
     */
    public BayesianModel withBackbone(String name) {
        if (!BACKBONES.contains(name)) {
            throw new IllegalArgumentException("backbone is '" + name + "'; it must be one of "
                    + String.join(", ", BACKBONES) + ". Maybe leave it out?");
        }
        return new BayesianModel(training, posterior, name);
    }

    @Override
    public String name() {
        if (backbone.equals(INT8)) {
            return NAME + ":" + posterior + ":" + backbone;
        }
        return posterior.equals(TRAINED) ? NAME : NAME + ":" + posterior;
    }

    @Override
    public FittedModel fit(TrainingData data, FitOptions options, ProgressListener progress) {
        return fit(data, options, progress, FitCheckpoints.NONE);
    }

    @Override
    public FittedModel fit(
            TrainingData data, FitOptions options, ProgressListener progress, FitCheckpoints checkpoints) {
        requireShort(data.horizons());
        FittedModel yesterday = options.yesterday();
        if (yesterday != null && options.changedAt() == null && canGoOn(yesterday, data)) {
            return continued(yesterday, data, options);
        }
        TrainingSet set = TrainingSet.of(data);
        TrainingOptions run = training.withSchedule(training.schedule().withSteps(options.steps()));
        SortedMap<String, String> provenance = Provenance.of(data, options, run);
        ResumableTraining resumable =
                new ResumableTraining(BayesByBackprop.with(run), set, options.seed(), provenance.toString());
        SequenceNetwork network = posterior.equals(PROPAGATED)
                ? DensityPropagation.with(run)
                        .train(set.sequences(), options.seed(), info -> progress.progress(info.step(), info.steps()))
                : refitted(resumable.train(progress, checkpoints), set.sequences(), options.seed());
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put(NETWORK, Checkpoint.write(network));
        files.put(INPUTS, set.inputs().encode());
        files.put(HORIZONS, text(data.horizons()).getBytes(StandardCharsets.UTF_8));
        provenance.put("posterior", posterior);
        if (posterior.equals(PROPAGATED)) {
            provenance.put("inference", "variational density propagation, variances of all weights");
        }
        String trainedUntil = Objects.requireNonNull(provenance.get(FittedModel.TRAINED_UNTIL));
        files.put(TRAINED_UNTIL, trainedUntil.getBytes(StandardCharsets.UTF_8));
        if (backbone.equals(INT8)) {
            files.put(RANGES, ActivationRanges.of(network, set.sequences()).encode());
            provenance.put("backbone", backbone);
        }
        FittedModel fitted = new FittedModel(NAME, files, provenance);
        return options.changedAt() == null ? fitted : shaped(fitted, data, options.changedAt());
    }

    /** Whether new rows alone are enough: a network that this model would train, over the same horizons, and outcomes since. */
    private boolean canGoOn(FittedModel yesterday, TrainingData data) {
        return name().equals(NAME)
                && yesterday.model().equals(NAME)
                && TRAINED.equals(yesterday.provenance().get("posterior"))
                && !yesterday.files().containsKey(RANGES)
                && horizons(yesterday).equals(data.horizons())
                && since(yesterday, data).targets() >= FEWEST_NEW;
    }

    private static TrainingSet since(FittedModel yesterday, TrainingData data) {
        return TrainingSet.since(
                data, Inputs.decode(file(yesterday, INPUTS)), Instant.parse(text(yesterday, TRAINED_UNTIL)));
    }

    /**
     * Yesterday's network with a head that has learnt from what has come since, at the cost of those rows alone: its Gaussian is their prior
     * (Ritter, Botev and Barber 2018, "Online structured Laplace approximations for overcoming catastrophic forgetting"). Inputs and shape are
     * as they were.
     */
    private FittedModel continued(FittedModel yesterday, TrainingData data, FitOptions options) {
        SequenceNetwork network = Checkpoint.read(file(yesterday, NETWORK));
        SequenceNetwork next = HeadRefit.update(network, since(yesterday, data).sequences());
        SortedMap<String, String> provenance = Provenance.of(data, options, training);
        provenance.put("posterior", posterior);
        provenance.put("inference", "continual: yesterday's posterior of the head as prior, Laplace by blocks");
        provenance.put("yesterday", yesterday.version());
        TreeMap<String, byte[]> files = new TreeMap<>(yesterday.files());
        files.put(NETWORK, Checkpoint.write(next));
        files.put(
                TRAINED_UNTIL,
                Objects.requireNonNull(provenance.get(FittedModel.TRAINED_UNTIL))
                        .getBytes(StandardCharsets.UTF_8));
        return new FittedModel(NAME, files, provenance);
    }

    /** The same network with the shape that returns have had since a change. */
    private FittedModel shaped(FittedModel fitted, TrainingData data, Instant since) {
        TreeMap<String, byte[]> files = new TreeMap<>(fitted.files());
        try (Predictor raw = predictor(fitted, Instant.MAX)) {
            files.put(SHAPE, Shape.encode(Shape.fit(raw, data.series(), since)));
        }
        TreeMap<String, String> provenance = new TreeMap<>(fitted.provenance());
        provenance.put("shape_since", since.toString());
        return new FittedModel(NAME, files, provenance);
    }

    private SequenceNetwork refitted(SequenceNetwork network, List<SequenceData> series, long seed) {
        if (posterior.equals(TRAINED)) {
            return network;
        }
        HeadPrior prior = training.prior();
        IndependentGaussian density = HeadShape.of(network.spec())
                .prior(prior.weightSd(), prior.biasSd(), prior.rawDfMean(), prior.rawDfSd());
        return HeadRefit.of(network, series, density, posterior, seed);
    }

    @Override
    public Predictor load(FittedModel fitted) {
        return predictor(fitted, null);
    }

    /** @param recalibratedFrom null for the end of training */
    private static Predictor predictor(FittedModel fitted, @Nullable Instant recalibratedFrom) {
        try {
            SequenceNetwork network = Checkpoint.read(file(fitted, NETWORK));
            Inputs inputs = Inputs.decode(file(fitted, INPUTS));
            List<Integer> horizons = horizons(fitted);
            Instant trainedUntil = Instant.parse(text(fitted, TRAINED_UNTIL));
            if (network.horizons() != horizons.size()) {
                throw new CorruptModelException("network of " + fitted.version() + " has " + network.horizons()
                        + " horizons, its file " + HORIZONS + " has " + horizons + ". " + ADVICE);
            }
            byte[] shape = fitted.files().get(SHAPE);
            return new BayesianPredictor(
                    fitted.version(),
                    horizons,
                    inputs,
                    recalibratedFrom == null ? trainedUntil : recalibratedFrom,
                    shape == null ? Shape.none(horizons.size()) : Shape.decode(horizons.size(), shape),
                    network,
                    session(fitted, network));
        } catch (CorruptCheckpointException | IllegalArgumentException | DateTimeParseException e) {
            throw new CorruptModelException("model " + fitted.version() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static StepSession session(FittedModel fitted, SequenceNetwork network) {
        byte[] ranges = fitted.files().get(RANGES);
        return ranges == null ? network.open() : QuantizedNetwork.of(network, ActivationRanges.decode(network, ranges));
    }

    private static byte[] file(FittedModel fitted, String name) {
        byte[] file = fitted.files().get(name);
        if (file == null) {
            throw new CorruptModelException("model " + fitted.version() + " has no file " + name + ". " + ADVICE);
        }
        return file;
    }

    private static String text(FittedModel fitted, String name) {
        return new String(file(fitted, name), StandardCharsets.UTF_8);
    }

    private static void requireShort(List<Integer> horizons) {
        int sum = horizons.stream().mapToInt(Integer::intValue).sum();
        if (sum > MOST_PENDING) {
            throw new IllegalArgumentException("horizons " + horizons + " sum to " + sum
                    + " bars; the sum must be at most " + MOST_PENDING + ". Maybe use longer bars for long horizons.");
        }
    }

    private static String text(List<Integer> horizons) {
        return horizons.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Integer> horizons(FittedModel fitted) {
        return Stream.of(text(fitted, HORIZONS).split(",", -1))
                .map(Integer::valueOf)
                .toList();
    }
}
