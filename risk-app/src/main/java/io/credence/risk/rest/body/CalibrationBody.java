package io.credence.risk.rest.body;

import io.credence.risk.domain.CalibrationReport;
import io.credence.risk.port.RiskQueries.Calibration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether forecasts kept their word. */
@Schema(description = "Calibration of the champion's newest forecasts of an instrument and horizon.")
public record CalibrationBody(
        @Schema(examples = "BTCUSD") String instrument,
        @Schema(examples = "1m") String bars,
        @Schema(description = "In bars.", examples = "1") int horizon,

        @Schema(description = "Outcomes that it rests on.", examples = "1000")
        int outcomes,

        @Schema(description = "Per level, the share of losses at or under the value at risk.")
        List<Share> coverage,

        @Schema(
                description =
                        "Histogram of the probability integral transforms: the share in each of 20 equal bins of [0, 1].")
        List<Share> pit,

        @Schema(description = "The share of transforms at or under 0.05, 0.10, ... 0.95.")
        List<Share> reliability,

        @Schema(
                description = "Mean continuous ranked probability score, in percent; absent without outcomes.",
                examples = "0.091")
        @Nullable
        Double crps,

        @Schema(description = "The same of the EWMA reference over the same bars.", examples = "0.104") @Nullable
        Double referenceCrps,

        @Schema(description = "1 - crps / referenceCrps.", examples = "0.125") @Nullable
        Double skill,

        @Schema(description = "Mean log score, in nats.", examples = "0.41") @Nullable
        Double logScore,

        @Schema(description = "The present evidence against calibration; 1 says nothing.", examples = "0.8") @Nullable
        Double eValue) {

    /** An observed share beside the expected one. */
    @Schema(
            description =
                    "An observed share, the one a calibrated forecaster has, and the 95 % band around that (exact binomial"
                            + " with outcomes / horizon trials, since neighbouring origins overlap).")
    public record Share(
            @Schema(examples = "0.95") double expected,
            @Schema(examples = "0.943") double observed,
            @Schema(examples = "0.936") double low,
            @Schema(examples = "0.963") double high) {

        static Share of(CalibrationReport.Point point) {
            return new Share(
                    point.expected(),
                    point.observed(),
                    point.band().low(),
                    point.band().high());
        }
    }

    /** @param eValue of the newest monitor; null before there is one */
    public static CalibrationBody of(
            String instrument, String bars, int horizon, Calibration calibration, @Nullable Double eValue) {
        CalibrationReport report = CalibrationReport.of(counts(calibration, horizon));
        return new CalibrationBody(
                instrument,
                bars,
                horizon,
                report.outcomes(),
                shares(report.coverage()),
                shares(report.bins()),
                shares(report.reliability()),
                Figure.orNull(calibration.meanCrps()),
                Figure.orNull(calibration.meanReferenceCrps()),
                Figure.orNull(report.skill()),
                Figure.orNull(calibration.meanLogScore()),
                eValue);
    }

    private static CalibrationReport.Counts counts(Calibration calibration, int horizon) {
        return new CalibrationReport.Counts(
                calibration.count(),
                horizon,
                calibration.coverage(),
                calibration.histogram(),
                calibration.meanCrps(),
                calibration.meanReferenceCrps());
    }

    /** Before the first outcome. */
    public static CalibrationBody none(String instrument, String bars, int horizon) {
        return new CalibrationBody(
                instrument, bars, horizon, 0, List.of(), List.of(), List.of(), null, null, null, null, null);
    }

    private static List<Share> shares(List<CalibrationReport.Point> points) {
        return points.stream().map(Share::of).toList();
    }
}
