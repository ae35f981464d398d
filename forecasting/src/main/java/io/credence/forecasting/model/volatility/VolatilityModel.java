package io.credence.forecasting.model.volatility;

import io.credence.forecasting.model.optimisation.Optimum;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A return {@code mean + sqrt(h) z} with a constant mean, a recursion for the conditional variance h and a law of z, by
 * maximum likelihood. Its name is the recursion's, the innovation's and the tails' in a row, as {@code gjr-t-fhs}.
 *
 * <p>What stands before the first return is {@link Presample#BACKCAST} unless told otherwise.
 */
public final class VolatilityModel implements UnivariateModel {

    /** Under so few returns a likelihood of five or more parameters says nothing. */
    private static final int FEWEST = 100;

    private final Recursion recursion;
    private final Innovation innovation;
    private final Tails tails;
    private final Presample presample;

    private VolatilityModel(Recursion recursion, Innovation innovation, Tails tails, Presample presample) {
        this.recursion = recursion;
        this.innovation = innovation;
        this.tails = tails;
        this.presample = presample;
    }

    private static VolatilityModel of(Recursion recursion, Innovation innovation) {
        return new VolatilityModel(recursion, innovation, Tails.FITTED, Presample.BACKCAST);
    }

    /** Bollerslev's GARCH(1,1) (1986). */
    public static VolatilityModel garch(Innovation innovation) {
        return of(NewsRecursion.GARCH, innovation);
    }

    /** Glosten, Jagannathan and Runkle's asymmetric GARCH (1993). */
    public static VolatilityModel gjr(Innovation innovation) {
        return of(NewsRecursion.GJR, innovation);
    }

    /** Zakoian's threshold GARCH of the standard deviation (1994). */
    public static VolatilityModel tarch(Innovation innovation) {
        return of(NewsRecursion.TARCH, innovation);
    }

    /** Nelson's exponential GARCH (1991). */
    public static VolatilityModel egarch(Innovation innovation) {
        return of(new ExponentialRecursion(), innovation);
    }

    /** The score-driven variance of Creal, Koopman and Lucas (2013), with the Student-t whose score it is. */
    public static VolatilityModel gas() {
        return of(new ScoreRecursion(), Innovation.STUDENT_T);
    }

    /** Corsi's heterogeneous autoregression (2009) on the day's range volatility, or on |r| without ranges. */
    public static VolatilityModel har(Innovation innovation) {
        return of(new HarRecursion(false), innovation);
    }

    /** The same on exponential averages of 1, 5 and 22 days (Bollerslev, Hood, Huss and Pedersen 2018). */
    public static VolatilityModel smoothHar(Innovation innovation) {
        return of(new HarRecursion(true), innovation);
    }

    /** GJR with the day's range variance beside the squared return; plain GJR on a history without ranges. */
    public static VolatilityModel rangeGjr(Innovation innovation) {
        return of(NewsRecursion.RANGE_GJR, innovation);
    }

    /** The same variance with another law of the residuals in its forecasts. */
    public VolatilityModel withTails(Tails other) {
        return new VolatilityModel(recursion, innovation, other, presample);
    }

    /** The same model with another rule for what stands before the first return. */
    public VolatilityModel withPresample(Presample other) {
        return new VolatilityModel(recursion, innovation, tails, other);
    }

    @Override
    public String name() {
        return recursion.name() + "-" + innovation.suffix() + tails.suffix();
    }

    @Override
    public int fewestReturns() {
        return FEWEST;
    }

    @Override
    public VolatilityFit fit(ReturnHistory history) {
        return fit(history, List.of());
    }

    /** Natural parameters of an earlier fit are tried beside the starts. */
    VolatilityFit fit(ReturnHistory history, List<double[]> earlier) {
        history.require(FEWEST, name());
        Sample sample = Sample.of(history, presample);
        Likelihood likelihood = new Likelihood(recursion, innovation, sample);
        List<double[]> starts = new ArrayList<>();
        earlier.forEach(theta -> starts.add(likelihood.working(theta)));
        starts.addAll(starts(sample, likelihood.parameters()));
        Optimum optimum = new Estimator(recursion, innovation, likelihood).run(starts);
        double[] theta = likelihood.natural(optimum.x());
        return new VolatilityFit(this, sample, theta, likelihood.path(theta), optimum);
    }

    /** Working parameters to try first. */
    List<double[]> starts(Sample sample, int parameters) {
        List<double[]> starts = recursion.starts(sample, parameters);
        for (double[] x : starts) {
            x[0] = sample.mean() / sample.deviation();
            int shapes = innovation.names().size();
            System.arraycopy(innovation.start(), 0, x, parameters - shapes, shapes);
        }
        return starts;
    }

    Recursion recursion() {
        return recursion;
    }

    Innovation innovation() {
        return innovation;
    }

    Tails tails() {
        return tails;
    }

    Presample presample() {
        return presample;
    }
}
