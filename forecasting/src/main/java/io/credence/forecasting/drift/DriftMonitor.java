package io.credence.forecasting.drift;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tests by betting, in a stream and in constant memory, that the forecasts of one instrument, horizon and model are calibrated within a
 * tolerance. An immutable value: {@link #next} gives the state after one more outcome.
 *
 * <p>One unit of wealth is split over a {@link Panel}'s bets and, within each, over all bars at which a fault may start. Every bet has a mean
 * of at most 1 under the tolerated null given the past, so the wealth is a supermartingale that starts at 1, and by Ville's inequality the
 * probability that it ever reaches 1/alpha is at most alpha, whoever looks how often. Unlike a product from a fixed start, it is not ruined by
 * years of good forecasts (Ramdas et al. 2023, "Game-theoretic statistics and safe anytime-valid inference"; Shin et al. 2024,
 * "E-detectors").
 *
 * <p>Forecasts of h bars made on every bar have outcomes that overlap: they are dealt to h lanes, one per offset, each a test of its own
 * at alpha/h (Arnold, Henzi and Ziegel 2023).
 *
 * <p>An alarm stands until Page's sums of all bets have stayed under {@code log 100} for {@link #CLEAR_AFTER} bars of each lane, and that of the
 * bet that raised it is used up: rare hits take longer to be disproved. That is a rule, not a test. Then a new test begins; the k-th new one spends {@code 6 alpha / (pi^2 k^2)}, so that all of them together raise a false
 * alarm with a probability of at most alpha, too.
 */
public final class DriftMonitor {

    /** How many outcomes of each lane in a row must look well before an alarm clears. */
    public static final int CLEAR_AFTER = 100;

    private static final double QUIET = Math.log(100);

    /** Page's sums end here while an alarm stands: a bet on rare hits would take a thousand good bars to come down from far above. */
    private static final double LOUDEST = QUIET + 0.25;

    /** The winner's sum ends here: that its evidence is used up by chance while the fault goes on has odds of 1 to 10,000. */
    private static final double WINNER = 2 * QUIET;

    /** What all states of a stream have in common. */
    record Plan(Panel panel, double alpha, int horizon) {}

    /** How the present test stands: restarts is 0 for the first. */
    record Standing(
            int restarts, long count, int quiet, @Nullable Alarm alarm) {}

    private final Plan plan;
    private final Standing standing;
    private final Lane[] lanes;
    private final Ledger exact;
    private final Traces traces;

    DriftMonitor(Plan plan, Standing standing, Lane[] lanes, Ledger exact, Traces traces) {
        this.plan = plan;
        this.standing = standing;
        this.lanes = lanes;
        this.exact = exact;
        this.traces = traces;
    }

    /**
     * A monitor that has seen nothing.
     *
     * @param panel what it looks for
     * @param alpha the probability of ever raising a false alarm, between 0 and 1, as 0.01
     * @param horizon of the forecasts, in bars, 1 to 250
     */
    public static DriftMonitor start(Panel panel, double alpha, int horizon) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException(
                    "false alarm probability is " + alpha + "; it must lie between 0 and 1. Maybe 0.01");
        }
        if (horizon < 1 || horizon > 250) {
            throw new IllegalArgumentException("horizon is " + horizon + "; it must be 1 to 250 bars."
                    + " Maybe watch every h-th forecast of a longer one");
        }
        Lane[] lanes = new Lane[horizon];
        Arrays.setAll(lanes, i -> Lane.empty(panel));
        return new DriftMonitor(
                new Plan(panel, alpha, horizon),
                new Standing(0, 0, 0, null),
                lanes,
                Ledger.empty(panel),
                Traces.empty(panel));
    }

    /** What {@link #next} will do with an observation. */
    public Fate fate(Observation observation) {
        int last = lanes[lane(observation)].round();
        int round = round(observation);
        return round > last ? Fate.COUNTED : round == last ? Fate.REPEATED : Fate.LATE;
    }

    /** The state after one more outcome; the same where its {@link #fate} is not to be counted. */
    public DriftMonitor next(Observation observation) {
        if (fate(observation) != Fate.COUNTED) {
            return this;
        }
        DriftMonitor moved = moved(observation);
        Alarm alarm = standing.alarm();
        return alarm == null ? moved.raisedIfDue(observation) : moved.clearedIfDue(alarm);
    }

    private DriftMonitor moved(Observation observation) {
        int offset = lane(observation);
        Panel panel = plan.panel();
        Signal signal = Signal.of(observation);
        Memory memory = lanes[offset].memory();
        double[] logBets = panel.tolerated(signal, memory);
        Lane[] nextLanes = lanes.clone();
        nextLanes[offset] = lanes[offset].next(panel, round(observation), signal, logBets);
        Ledger nextExact = offset == 0 ? exact.next(panel, panel.exact(signal, memory)) : exact;
        Traces nextTraces = traces.next(logBets, panel.statistics(signal, memory), 1.0 / plan.horizon(), caps(), (int)
                observation.at().getEpochSecond());
        int quiet = nextTraces.allUnder(QUIET) ? standing.quiet() + 1 : 0;
        Standing next = new Standing(standing.restarts(), standing.count() + 1, quiet, standing.alarm());
        return new DriftMonitor(plan, next, nextLanes, nextExact, nextTraces);
    }

    private double[] caps() {
        double[] caps = new double[plan.panel().size()];
        Alarm alarm = standing.alarm();
        Arrays.fill(caps, alarm == null ? Float.MAX_VALUE : LOUDEST);
        if (alarm != null) {
            caps[alarm.bet()] = WINNER;
        }
        return caps;
    }

    private DriftMonitor raisedIfDue(Observation observation) {
        double eValue = lanes[lane(observation)].ledger().eValue() / plan.horizon();
        if (eValue < threshold()) {
            return this;
        }
        int winner = winner(lanes[lane(observation)].ledger());
        Alarm alarm = new Alarm(
                observation.at().toEpochMilli(),
                traces.since()[winner],
                winner,
                traces.shrunkMean(winner, plan.panel().bet(winner).calibratedMean()),
                eValue,
                exact.eValue());
        return new DriftMonitor(
                plan, new Standing(standing.restarts(), standing.count(), 0, alarm), lanes, exact, traces);
    }

    private static int winner(Ledger ledger) {
        float[] wealth = ledger.logWealth();
        return IntStream.range(0, wealth.length)
                .reduce((a, b) -> wealth[b] > wealth[a] ? b : a)
                .orElseThrow();
    }

    private DriftMonitor clearedIfDue(Alarm alarm) {
        if (standing.quiet() < CLEAR_AFTER * plan.horizon() || traces.page()[alarm.bet()] > 0) {
            return this;
        }
        Panel panel = plan.panel();
        Lane[] fresh =
                Arrays.stream(lanes).map(lane -> lane.withoutWealth(panel)).toArray(Lane[]::new);
        Standing again = new Standing(standing.restarts() + 1, standing.count(), 0, null);
        return new DriftMonitor(plan, again, fresh, Ledger.empty(panel), traces);
    }

    /** The evidence at which the present test alarms. */
    public double threshold() {
        int k = standing.restarts();
        return k == 0 ? 1 / plan.alpha() : Math.PI * k * Math.PI * k / (6 * plan.alpha());
    }

    /** How many outcomes it has counted. */
    public long count() {
        return standing.count();
    }

    /** The present evidence against the tolerated null, 1/h of the richest lane's; 1 says nothing. */
    public double eValue() {
        return Arrays.stream(lanes)
                        .mapToDouble(lane -> lane.ledger().eValue())
                        .max()
                        .orElseThrow()
                / plan.horizon();
    }

    /** The present evidence against exact calibration; of the first lane alone, since it decides nothing. */
    public double exactEValue() {
        return exact.eValue();
    }

    /** The finding while the alarm stands; empty while the forecasts pass for calibrated. */
    public Optional<Finding> alarm() {
        return Optional.ofNullable(standing.alarm()).map(alarm -> alarm.finding(plan.panel()));
    }

    private int lane(Observation observation) {
        return (int) (observation.origin() % plan.horizon());
    }

    private int round(Observation observation) {
        return Math.toIntExact(observation.origin() / plan.horizon());
    }

    /** The state as versioned bytes. */
    public byte[] encode() {
        return MonitorCodec.encode(plan, standing, lanes, exact, traces);
    }

    /**
     * Goes on from what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are of another layout, or cut
     */
    public static DriftMonitor decode(byte[] bytes) {
        return MonitorCodec.decode(bytes);
    }
}
