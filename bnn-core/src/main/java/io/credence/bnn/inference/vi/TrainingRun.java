package io.credence.bnn.inference.vi;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.inference.vi.StreamPlan.Group;
import io.credence.bnn.inference.vi.StreamPlan.Window;
import io.credence.bnn.network.HeadStart;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.rng.RandomProviderState;
import org.apache.commons.rng.RestorableUniformRandomProvider;
import org.apache.commons.rng.core.RandomProviderDefaultState;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A training that can be stopped after any step and gone on with: on the CPU the parameters are then those of a run that never
 * stopped, bit for bit. Holds native memory until closed; used by one platform thread at a time.
 */
public final class TrainingRun implements AutoCloseable {

    /** A point, as far as predictions can tell. */
    private static final double POINT_SD = 1e-6;

    private final NetworkSpec spec;
    private final TrainingOptions options;
    private final long seed;
    private final int targets;
    private final StreamPlan plan;
    private final RestorableUniformRandomProvider random;
    private final Trainer trainer;

    private RandomProviderState beforeEpoch;
    private List<Group> epoch;
    private int windows;
    private int group;
    private int window;
    private int step;

    private TrainingRun(NetworkSpec spec, TrainingOptions options, List<SequenceData> series, long seed) {
        if (spec.backbone().random() != (options.head() == TrainingOptions.Head.MOMENTS)) {
            throw new IllegalArgumentException("head is " + options.head() + " on the backbone "
                    + spec.backbone().name()
                    + "; MOMENTS and a random backbone go together. Maybe NetworkSpec.ofMoments?");
        }
        this.spec = spec;
        this.options = options;
        this.seed = seed;
        targets = Targets.count(spec, series);
        plan = new StreamPlan(series, options.batching());
        random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        HeadStart start = new HeadStart(headSd(options), options.prior().rawDfMean());
        float[] initial = SequenceNetwork.initialParameters(spec, start, random);
        beforeEpoch = random.saveState();
        epoch = List.of();
        trainer = new Trainer(spec, options, targets, initial, random);
    }

    static TrainingRun begin(NetworkSpec spec, TrainingOptions options, List<SequenceData> series, long seed) {
        return new TrainingRun(spec, options, series, seed);
    }

    static TrainingRun goOn(
            NetworkSpec spec, TrainingOptions options, List<SequenceData> series, long seed, TrainingState saved) {
        TrainingRun run = new TrainingRun(spec, options, series, seed);
        try {
            run.restore(saved);
            return run;
        } catch (RuntimeException refused) {
            run.close();
            throw refused;
        }
    }

    private static double headSd(TrainingOptions options) {
        return options.head() == TrainingOptions.Head.POINT
                ? POINT_SD
                : options.prior().initialSd();
    }

    /** Whether all steps of the options are done. */
    public boolean done() {
        return step == options.schedule().steps();
    }

    /** The next step; not after the last. */
    public Info step() {
        if (done()) {
            throw new IllegalStateException("all " + step + " steps are done");
        }
        while (true) {
            if (group == epoch.size() || window == epoch.get(group).windows().size()) {
                nextGroup();
            }
            Group current = epoch.get(group);
            Window next = current.windows().get(window++);
            if (next.counted() > 0) {
                return trainer.step(current, next, ++step, windows);
            }
            trainer.pass(current, next);
        }
    }

    /** All that it takes to go on from here. */
    public TrainingState save() {
        SortedMap<String, String> facts = begunWith();
        facts.put("step", Integer.toString(step));
        facts.put("averaged", Integer.toString(trainer.averaged()));
        facts.put("group", Integer.toString(group));
        facts.put("window", Integer.toString(window));
        facts.put("epoch.random", hex(beforeEpoch));
        facts.put("random", hex(random.saveState()));
        return new TrainingState(facts, trainer.save());
    }

    /** The network with the parameters that it has now. */
    public SequenceNetwork network() {
        return SequenceNetwork.of(spec, trainer.parameters(), BayesByBackprop.provenance(options, seed, targets));
    }

    @Override
    public void close() {
        trainer.close();
    }

    private void nextGroup() {
        if (++group >= epoch.size()) {
            beforeEpoch = random.saveState();
            epoch = plan.epoch(random);
            windows = StreamPlan.countedWindows(epoch);
            group = 0;
        }
        window = 0;
        trainer.begin(epoch.get(group));
    }

    private void restore(TrainingState saved) {
        begunWith().forEach(saved::require);
        step = saved.number("step");
        if (step == 0) {
            return;
        }
        beforeEpoch = state(saved.fact("epoch.random"));
        random.restoreState(beforeEpoch);
        epoch = plan.epoch(random);
        windows = StreamPlan.countedWindows(epoch);
        group = saved.number("group");
        window = saved.number("window");
        if (group >= epoch.size()
                || window > epoch.get(group).windows().size()
                || step > options.schedule().steps()) {
            throw new IllegalArgumentException("training state is at step " + step + ", group " + group + ", window "
                    + window + ", which this run does not have. Maybe its series are others?");
        }
        random.restoreState(state(saved.fact("random")));
        trainer.restore(saved, epoch.get(group));
    }

    private SortedMap<String, String> begunWith() {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put(
                "network",
                spec.slots().stream()
                        .map(slot -> slot.name() + slot.size())
                        .toList()
                        .toString());
        facts.put("options", options.toString());
        facts.put("seed", Long.toString(seed));
        facts.put("targets", Integer.toString(targets));
        return facts;
    }

    private static String hex(RandomProviderState state) {
        return HexFormat.of().formatHex(((RandomProviderDefaultState) state).getState());
    }

    private static RandomProviderState state(String hex) {
        return new RandomProviderDefaultState(HexFormat.of().parseHex(hex));
    }
}
