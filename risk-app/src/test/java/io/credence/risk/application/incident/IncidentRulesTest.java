package io.credence.risk.application.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.risk.port.AlertRow;
import io.credence.risk.port.IncidentRow;
import io.credence.risk.port.IncidentRow.Acknowledgement;
import io.credence.risk.port.IncidentRow.State;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IncidentRulesTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @Test
    void theFirstAlertOpensAnIncidentOfItsCauseAndMoment() {
        IncidentRow opened = IncidentRules.opened(List.of(alert("A", 150, "warning")), 3);
        assertThat(opened.state()).isEqualTo(State.OPEN);
        assertThat(opened.cause()).isEqualTo("calibration");
        assertThat(opened.since()).isEqualTo(NOON.minusSeconds(600));
        assertThat(opened.instruments()).containsExactly("A");
        assertThat(opened.confirmed()).containsExactly("A");
        assertThat(IncidentRules.opened(List.of(alert("A", 150, "warning")), 3)).isEqualTo(opened);
    }

    /** Known answer: with 1,000 monitors e-BH at a tenth asks 10,000 of one alone, and 1,000 of each of ten. */
    @Test
    void amongManyMonitorsOneAlarmConfirmsNothingAndTenOfThemTogetherDo() {
        assertThat(IncidentRules.opened(List.of(alert("A", 9_999, "warning")), 1000)
                        .confirmed())
                .isEmpty();
        assertThat(IncidentRules.opened(List.of(alert("A", 10_000, "critical")), 1000)
                        .confirmed())
                .containsExactly("A");
        List<AlertRow> ten = IntStream.range(0, 10)
                .mapToObj(i -> alert("I" + i, 1000, "warning"))
                .toList();
        assertThat(IncidentRules.opened(ten, 1000).confirmed()).hasSize(10);
        assertThat(IncidentRules.opened(ten.subList(0, 9), 1000).confirmed()).isEmpty();
    }

    @Test
    void aNoticeRestsOnNoTest() {
        assertThat(IncidentRules.opened(List.of(alert("A", 1, "notice")), 1000).confirmed())
                .containsExactly("A");
    }

    @Test
    void whatChangesNothingIsNoChange() {
        List<AlertRow> standing = List.of(alert("A", 150, "warning"));
        IncidentRow now = IncidentRules.opened(standing, 3);
        assertThat(IncidentRules.next(now, standing, 3, NOON)).isSameAs(now);
    }

    @Test
    void anotherInstrumentOrAGraverAlertEscalatesEvenWhatWasAcknowledged() {
        IncidentRow now = IncidentRules.opened(List.of(alert("A", 150, "warning")), 3);
        IncidentRow taken = new IncidentRow(
                now.id(),
                now.spec(),
                now.cause(),
                State.ACKNOWLEDGED,
                now.severity(),
                now.openedAt(),
                now.since(),
                now.eValue(),
                now.what(),
                now.instruments(),
                now.confirmed(),
                new Acknowledgement("me", "seen", NOON),
                null,
                0,
                1);
        IncidentRow joined =
                IncidentRules.next(taken, List.of(alert("A", 150, "warning"), alert("B", 200, "warning")), 3, NOON);
        assertThat(joined.state()).isEqualTo(State.ESCALATED);
        assertThat(joined.instruments()).containsExactly("A", "B");
        assertThat(joined.eValue()).isEqualTo(200);
        assertThat(joined.revision()).isEqualTo(2);
        IncidentRow graver = IncidentRules.next(taken, List.of(alert("A", 2e4, "critical")), 3, NOON);
        assertThat(graver.state()).isEqualTo(State.ESCALATED);
        assertThat(graver.severity()).isEqualTo("critical");
    }

    @Test
    void oneOfTwoThatIsClearedLeavesTheStateAndTheLastResolves() {
        List<AlertRow> both = List.of(alert("A", 150, "critical"), alert("B", 150, "warning"));
        IncidentRow now = IncidentRules.opened(both, 3);
        IncidentRow one = IncidentRules.next(now, both.subList(1, 2), 3, NOON);
        assertThat(one.state()).isEqualTo(State.OPEN);
        assertThat(one.severity()).as("it was that grave").isEqualTo("critical");
        assertThat(one.instruments()).containsExactly("B");
        IncidentRow none = IncidentRules.next(one, List.of(), 3, NOON.plusSeconds(60));
        assertThat(none.state()).isEqualTo(State.RESOLVED);
        assertThat(none.resolvedAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(none.instruments()).as("whose alert stood last").containsExactly("B");
    }

    /** The acknowledgement was of what is over: it stays in sight, and the state asks for another. */
    @Test
    void whatComesBackIsTheSameIncidentAsOldAsItWas() {
        List<AlertRow> first = List.of(alert("A", 9e4, "critical"));
        IncidentRow opened = IncidentRules.opened(first, 3);
        IncidentRow resolved = IncidentRules.next(opened, List.of(), 3, NOON.plusSeconds(60));
        IncidentRow back = IncidentRules.reopened(resolved, List.of(alert("B", 150, "warning")), 3);
        assertThat(back.id()).isEqualTo(opened.id());
        assertThat(back.state()).isEqualTo(State.REOPENED);
        assertThat(back.openedAt()).isEqualTo(opened.openedAt());
        assertThat(back.since()).isEqualTo(opened.since());
        assertThat(back.resolvedAt()).isNull();
        assertThat(back.severity()).as("of what stands now").isEqualTo("warning");
        assertThat(back.eValue()).isEqualTo(9e4);
        assertThat(back.instruments()).containsExactly("B");
        assertThat(back.reopened()).isEqualTo(1);
        assertThat(back.revision()).isEqualTo(2);
        IncidentRow again = IncidentRules.next(back, List.of(), 3, NOON.plusSeconds(120));
        assertThat(again.state()).isEqualTo(State.RESOLVED);
        assertThat(again.reopened()).isEqualTo(1);
        assertThat(IncidentRules.mayComeBack(List.of(alert("A", 1, "notice")))).isFalse();
    }

    private static AlertRow alert(String instrument, double eValue, String severity) {
        return new AlertRow(
                UUID.nameUUIDFromBytes(instrument.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                instrument,
                "1m",
                1,
                severity.equals("notice") ? "aleatoric" : "calibration",
                severity,
                "m-1",
                NOON,
                NOON.minusSeconds(600),
                eValue,
                "bias",
                null);
    }
}
