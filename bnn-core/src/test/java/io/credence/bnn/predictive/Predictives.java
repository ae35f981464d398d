package io.credence.bnn.predictive;

import io.credence.bnn.distribution.Gaussian;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Distributions to test on. */
final class Predictives {

    private static final Gaussian NO_ATOM = new Gaussian(-200, 0);

    private Predictives() {}

    /** A minute's return as a trained network sees it. */
    static HurdleStudentT typical() {
        return HurdleStudentT.of(
                new Gaussian(-1.1, 0.1),
                new Gaussian(0.01, 0.005),
                new Gaussian(-2.5, 0.06),
                new Gaussian(1.5, 0.2),
                0.02);
    }

    /** Parameters known but for little, heavy tails; wide in all; light tails far from zero; an atom of nearly three quarters. */
    static Stream<HurdleStudentT> named() {
        return Stream.of(
                typical(),
                HurdleStudentT.of(
                        new Gaussian(-1.1, 0.3),
                        new Gaussian(0.3, 0.3),
                        new Gaussian(-0.5, 0.3),
                        new Gaussian(0.5, 0.5),
                        0),
                HurdleStudentT.of(
                        new Gaussian(-4, 0.5), new Gaussian(-0.5, 0.8), new Gaussian(0, 0.1), new Gaussian(4, 1), 0.3),
                HurdleStudentT.of(
                        new Gaussian(1, 0.2),
                        new Gaussian(0, 0.02),
                        new Gaussian(-1, 0.05),
                        new Gaussian(1, 0.3),
                        0.1));
    }

    /** Drawn over the range of what networks give, by a generator of fixed seed. */
    static Stream<HurdleStudentT> random(int n, long seed) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        return Stream.generate(() -> HurdleStudentT.of(
                        new Gaussian(random.nextDouble(-6, 3), random.nextDouble(0, 0.6)),
                        new Gaussian(random.nextDouble(-1, 1), random.nextDouble(0, 0.4)),
                        new Gaussian(random.nextDouble(-2, 1), random.nextDouble(0, 0.3)),
                        new Gaussian(random.nextDouble(-2, 6), random.nextDouble(0, 0.8)),
                        random.nextDouble(0, 0.5)))
                .limit(n);
    }

    /** A plain Student-t: no atom, every parameter known. */
    static HurdleStudentT plain(double location, double scale, double df) {
        double raw = Math.log(Math.expm1(df - 2.1));
        return HurdleStudentT.of(
                NO_ATOM, new Gaussian(location, 0), new Gaussian(Math.log(scale), 0), new Gaussian(raw, 0), 0);
    }
}
