package io.credence.forecasting.drift;

import java.util.Locale;

/**
 * A bet on one moment of the normal scores: {@code exp(t H(z))} over its mean, H being the Hermite polynomial of degree 1 to 4, as in
 * Neyman's smooth tests. For bias and dispersion the tilt t is the growth-optimal one against the nearest tolerated law (the reverse
 * information projection of Gruenwald, de Heide and Koolen 2024), for the exact null the likelihood ratio's.
 */
record MomentBet(Fault fault, double tilt, double exactTilt, double logMean, double exactLogMean) implements Bet {

    private static MomentBet of(Fault fault, double tilt, double exactTilt) {
        return new MomentBet(
                fault,
                tilt,
                exactTilt,
                Tolerance.largestLogMean(z -> tilt * moment(fault, z)),
                Tolerance.logMean(z -> exactTilt * moment(fault, z), 0, 1));
    }

    /**
     * @param scale of the scores, not within the tolerance
     */
    static MomentBet dispersion(double scale) {
        double nearest = scale > 1 ? Tolerance.SCALE : 1 / Tolerance.SCALE;
        double inverse = 1 / (scale * scale);
        return of(Fault.DISPERSION, 0.5 * (1 / (nearest * nearest) - inverse), 0.5 * (1 - inverse));
    }

    /**
     * @param mean of the scores, not within the tolerance
     */
    static MomentBet bias(double mean) {
        double beyond = mean - Math.copySign(Tolerance.BIAS, mean);
        return of(Fault.BIAS, beyond / (Tolerance.SCALE * Tolerance.SCALE), mean);
    }

    /**
     * @param tilt the sign is that of the skewness
     */
    static MomentBet skew(double tilt) {
        return of(Fault.SKEW, tilt, tilt);
    }

    /**
     * @param tilt positive for heavier tails
     */
    static MomentBet tails(double tilt) {
        return of(Fault.TAILS, tilt, tilt);
    }

    @Override
    public double tolerated(Signal signal, Memory memory) {
        return tilt * moment(fault, signal.score()) - logMean;
    }

    @Override
    public double exact(Signal signal, Memory memory) {
        return exactTilt * moment(fault, signal.score()) - exactLogMean;
    }

    @Override
    public double statistic(Signal signal, Memory memory) {
        return moment(fault, signal.score());
    }

    @Override
    public double calibratedMean() {
        return fault == Fault.DISPERSION ? 1 : 0;
    }

    private static double moment(Fault fault, double z) {
        return switch (fault) {
            case BIAS -> z;
            case DISPERSION -> z * z;
            case SKEW -> z * (z * z - 3);
            case TAILS -> z * z * (z * z - 6) + 3;
            default -> throw new IllegalArgumentException(fault + " is no moment of the scores");
        };
    }

    @Override
    public String describe(double mean) {
        return switch (fault) {
            case DISPERSION ->
                text(
                        "dispersion: realised returns spread %.2f times as wide as forecast",
                        Math.sqrt(Math.max(0, mean)));
            case BIAS ->
                text(
                        "bias: realised returns lie %.2f forecast standard deviations " + (mean < 0 ? "under" : "over")
                                + " forecast",
                        Math.abs(mean));
            case SKEW -> text("skew: the " + (mean < 0 ? "lower" : "upper") + " side is longer, skewness %.2f", mean);
            default ->
                text("tails: " + (mean < 0 ? "lighter" : "heavier") + " than forecast, excess kurtosis %.2f", mean);
        };
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
