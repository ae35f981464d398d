package io.credence.risk.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.risk.domain.CalibrationReport.Counts;
import io.credence.risk.domain.CalibrationReport.Point;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class CalibrationReportTest {

    /** The exact 2.5 % and 97.5 % quantiles: 983 and 996 of 1000 at 0.99, 230 and 244 of 250 at 0.95. */
    @Test
    void bandsAreQuantilesOfTheBinomial() {
        assertThat(AcceptanceBand.of(1000, 0.99)).isEqualTo(new AcceptanceBand(0.983, 0.996));
        assertThat(AcceptanceBand.of(250, 0.95).low()).isEqualTo(230 / 250.0);
        assertThat(AcceptanceBand.of(250, 0.95).high()).isEqualTo(244 / 250.0);
    }

    @Test
    void withoutTrialsEveryShareIsAccepted() {
        assertThat(AcceptanceBand.of(0, 0.99)).isEqualTo(new AcceptanceBand(0, 1));
    }

    @Test
    void reliabilityAddsUpTheHistogram() {
        CalibrationReport report = CalibrationReport.of(counts(1, 1, 2, 3, 4));
        assertThat(report.bins()).extracting(Point::observed).containsExactly(0.1, 0.2, 0.3, 0.4);
        assertThat(report.reliability()).extracting(Point::observed).containsExactly(0.1, 0.3, 0.6);
        assertThat(report.reliability()).extracting(Point::expected).containsExactly(0.25, 0.5, 0.75);
    }

    @Test
    void coverageStandsBesideItsLevel() {
        CalibrationReport report = CalibrationReport.of(counts(1, 250, 250, 250, 250));
        assertThat(report.coverage()).extracting(Point::expected).containsExactly(0.95, 0.975, 0.99);
        assertThat(report.coverage()).extracting(Point::observed).containsExactly(0.94, 0.97, 0.985);
        assertThat(report.coverage().getLast().band()).isEqualTo(AcceptanceBand.of(1000, 0.99));
    }

    @Test
    void overlappingOriginsWidenTheBands() {
        CalibrationReport report = CalibrationReport.of(counts(5, 250, 250, 250, 250));
        assertThat(report.coverage().getLast().band()).isEqualTo(AcceptanceBand.of(200, 0.99));
    }

    @Test
    void skillIsTheShareOfTheReferencesCrpsThatIsSaved() {
        assertThat(CalibrationReport.of(counts(1, 1, 1)).skill()).isCloseTo(0.1, within(1e-12));
    }

    private static Counts counts(int horizon, int... histogram) {
        int outcomes = Arrays.stream(histogram).sum();
        return new Counts(outcomes, horizon, new double[] {0.94, 0.97, 0.985}, histogram, 0.09, 0.1);
    }
}
