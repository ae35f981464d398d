package io.credence.risk.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.credence.forecasting.market.BarSpec;
import io.credence.risk.application.training.ShadowJudge;
import io.credence.risk.port.ModelStore.Version;
import io.credence.risk.port.PositionLostException;
import io.credence.risk.port.ShadowStore.Shadow;
import io.credence.risk.testing.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trials of challengers: who is on trial, what is known of them, and what the judge makes of it. */
class JdbcShadowStoreIT {

    private Database database;
    private JdbcModelStore models;
    private JdbcShadowStore shadows;
    private ShadowJudge judge;
    private long run;

    @BeforeEach
    void open() {
        database = Database.fresh();
        Connections connections = Connections.plain(database.address());
        models = new JdbcModelStore(connections, "");
        shadows = new JdbcShadowStore(connections, "");
        judge = new ShadowJudge(shadows, BarSpec.parse("1m"));
        List.of("old", "new", "third")
                .forEach(version ->
                        models.register(new Version(version, "ewma", "candidate", Instant.EPOCH, null, Map.of())));
        models.promote("old", "the first", null, null);
        database.execute("select ensure_partition('score', day), ensure_partition('calibration', day)"
                + " from (values (timestamptz '2024-01-15 00:00Z')) days(day)");
        run = models.request("all", "2024-01-15", "nightly");
        models.claim("me", Duration.ofMinutes(5));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Shadow enter(String version, int nights) {
        shadows.enter(version, nights, "better by CRPS", run, "me");
        return shadows.current().orElseThrow();
    }

    private String state(String version) {
        return models.version(version).orElseThrow().state();
    }

    /** Scores of both lanes, one a minute; the shadow's CRPS is the champion's, which waves, by a factor that waves more. */
    private void scores(int minutes, double factor) {
        database.execute("""
                insert into score (instrument, spec, lane, horizon, origin, forecast_id, model_version, realised_at, realised,
                  pit, crps, log_score, exceeded, reference_crps)
                select 'A', '1m', lane, h, timestamptz '2024-01-15 00:00Z' + i * interval '1 minute', gen_random_uuid(), version,
                  timestamptz '2024-01-15 00:01Z' + i * interval '1 minute', 0, 0.5,
                  (1 + 0.5 * sin(i)) * case when lane = 'champion' then 1 else %s + 0.2 * sin(i * 1.7) end, 0, '{f,f,f}', 1
                from generate_series(0, %d) i, (values (1), (5)) horizons(h),
                  (values ('champion', 'old'), ('new', 'new')) lanes(lane, version)""".formatted(factor, minutes));
    }

    @Test
    void oneIsOnTrialAtATime() {
        Shadow shadow = enter("new", 5);

        assertThat(shadow).isEqualTo(new Shadow(shadow.id(), 1, "new", "old", run, 5, shadow.enteredAt()));
        assertThat(state("new")).isEqualTo("shadow");
        assertThat(models.champion()).contains("old");
        assertThatIllegalArgumentException().isThrownBy(() -> enter("third", 5)).withMessageContaining("one at a time");
        assertThat(state("third")).isEqualTo("candidate");
    }

    @Test
    void nobodyEntersWithoutTheRunsLease() {
        assertThatExceptionOfType(PositionLostException.class)
                .isThrownBy(() -> shadows.enter("new", 5, "x", run, "thief"));
        assertThat(shadows.current()).isEmpty();
        assertThat(state("new")).isEqualTo("candidate");
    }

    @Test
    void anEndIsMadeOnce() {
        Shadow shadow = enter("new", 5);

        assertThat(shadows.end(shadow, true, Map.of("reason", "better"))).isTrue();
        assertThat(shadows.end(shadow, false, Map.of("reason", "late"))).isFalse();

        assertThat(models.champion()).contains("new");
        assertThat(state("new")).isEqualTo("champion");
        assertThat(state("old")).isEqualTo("retired");
        assertThat(models.promotions(1).getFirst().reason()).isEqualTo("better");
        assertThat(shadows.current()).isEmpty();
        assertThat(shadows.trials("new")).singleElement().satisfies(trial -> {
            assertThat(trial.verdict()).isEqualTo("promoted");
            assertThat(trial.report()).containsEntry("reason", "better");
        });
    }

    @Test
    void aDroppedOneIsRetiredAndTheNextTrialAsksForMore() {
        shadows.end(enter("new", 5), false, Map.of("reason", "worse"));

        assertThat(state("new")).isEqualTo("retired");
        assertThat(models.champion()).contains("old");
        assertThat(enter("third", 5).number()).isEqualTo(2);
    }

    @Test
    void aTrialEndsWithTheChampionThatItWasAgainst() {
        enter("new", 5);

        models.promote("third", "an emergency", null, null);

        assertThat(shadows.current()).isEmpty();
        assertThat(state("new")).isEqualTo("retired");
        assertThat(shadows.trials("new").getFirst().report().get("reason")).contains("replaced by third");
    }

    @Test
    void aPromotionByHandEndsItsTrialAsPromoted() {
        enter("new", 5);

        models.promote("new", "by hand", null, null);

        assertThat(state("new")).isEqualTo("champion");
        assertThat(shadows.trials("new").getFirst().verdict()).isEqualTo("promoted");
    }

    @Test
    void comparesTheSameOriginsOfTheShortestHorizon() {
        Shadow shadow = enter("new", 1);
        scores(10, 0.5);
        database.execute(
                "update score set model_version = 'older' where lane = 'champion' and origin < '2024-01-15 00:02Z'");

        assertThat(shadows.duels(shadow, "1m")).hasSize(9).allSatisfy(duel -> {
            double ratio = duel.shadowCrps() / duel.championCrps();
            assertThat(duel.advantage())
                    .isBetween((1 - ratio) / (1 + ratio) - 1e-12, (1 - ratio) / (1 + ratio) + 1e-12);
        });
        assertThat(shadows.duels(shadow, "5m")).isEmpty();
    }

    @Test
    void oneThatIsBetterTakesOverOnceItsNightsAreOver() {
        enter("new", 1);
        scores(1439, 0.95);
        assertThat(judge.look()).as("a minute is missing").isEmpty();

        database.execute("delete from score");
        scores(1440, 0.95);

        assertThat(judge.look().orElseThrow())
                .contains("better in service, promoted")
                .contains("1.0 nights of 1");
        assertThat(models.champion()).contains("new");
        assertThat(judge.look()).isEmpty();
    }

    @Test
    void oneThatIsAsGoodIsDroppedInTheEnd() {
        enter("new", 1);
        scores(2880, 1.01);
        assertThat(judge.look()).as("two nights of three").isEmpty();

        database.execute("delete from score");
        scores(4320, 1.01);

        assertThat(judge.look().orElseThrow()).contains("not better beyond chance, dropped");
        assertThat(models.champion()).contains("old");
    }

    @Test
    void oneThatIsWorseIsDroppedAtOnce() {
        enter("new", 5);
        scores(400, 1.3);

        assertThat(judge.look().orElseThrow()).contains("worse than the champion, dropped");
        assertThat(state("new")).isEqualTo("retired");
    }

    @Test
    void oneThatRaisesAnAlarmIsDroppedHoweverGoodItsScores() {
        enter("new", 1);
        scores(1500, 0.8);
        database.execute(
                "insert into calibration values ('A', '1m', 'new', 1, '2024-01-15 12:00Z', 'new', 500, 200, true)");

        assertThat(judge.look().orElseThrow()).contains("its own forecasts raised an alarm");
        assertThat(models.champion()).contains("old");
    }

    @Test
    void withoutATrialThereIsNothingToJudge() {
        assertThat(judge.look()).isEmpty();
    }
}
