package io.credence.forecasting.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BetTest {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final Memory ANY = Memory.NONE;

    @Test
    void momentBetsAreAtMostFairOverTheToleratedNullAndFairUnderTheExactOne() {
        for (MomentBet bet : momentBets()) {
            assertThat(Math.exp(Tolerance.logMean(z -> bet.exact(signal(z), ANY), 0, 1)))
                    .as("%s", bet)
                    .isCloseTo(1, within(1e-9));
            for (double bias = -0.05; bias <= 0.0501; bias += 0.01) {
                for (double logScale = -Math.log(1.05); logScale <= Math.log(1.0501); logScale += Math.log(1.05) / 5) {
                    assertThat(Tolerance.logMean(z -> bet.tolerated(signal(z), ANY), bias, Math.exp(logScale)))
                            .as("%s at bias %s and scale %s", bet, bias, Math.exp(logScale))
                            .isLessThanOrEqualTo(1e-12);
                }
            }
        }
    }

    @Test
    void theMeansAreThoseOfTheGaussianIntegral() {
        // E exp(t z) = exp(t b + t^2 s^2 / 2); the bound at 4 takes 2e-5 of it.
        assertThat(Tolerance.logMean(z -> 0.3 * z, 0.05, 1.05))
                .isCloseTo(0.3 * 0.05 + 0.045 * 1.05 * 1.05, within(3e-5));
        // E exp(t z^2) = (1 - 2 t s^2)^(-1/2) at b = 0.
        assertThat(Tolerance.logMean(z -> 0.1 * z * z, 0, 1.05))
                .isCloseTo(-0.5 * Math.log(1 - 0.2 * 1.1025), within(2e-4));
    }

    @Test
    void dispersionGrowsAsFastAsItsDivergenceFromTheTolerance() {
        // KL(N(0, a^2) || N(0, 1.05^2)), the most that any bet valid at 1.05 can gain per bar, less what tolerating a
        // bias costs.
        double ratio = 1.5 * 1.5 / (1.05 * 1.05);
        double divergence = 0.5 * (ratio - 1 - Math.log(ratio));
        MomentBet bet = MomentBet.dispersion(1.5);
        double growth = 0;
        double step = 0.001;
        for (double x = -8 + step / 2; x < 8; x += step) {
            growth += step * NORMAL.density(x) * bet.tolerated(signal(Math.clamp(1.5 * x, -4, 4)), ANY);
        }
        assertThat(growth).isBetween(0.95 * divergence, divergence);
    }

    @Test
    void hitBetsAreAtMostFairForEveryToleratedRate() {
        for (HitBet bet : hitBets()) {
            double tail = bet.tail();
            double hit = Math.exp(bet.tolerated(new Signal(tail / 2, -3, Double.NaN), ANY));
            double miss = Math.exp(bet.tolerated(new Signal(0.5, 0, Double.NaN), ANY));
            for (double rate = 0.8 * tail; rate <= 1.2001 * tail; rate += 0.05 * tail) {
                assertThat(rate * hit + (1 - rate) * miss).isLessThanOrEqualTo(1 + 1e-12);
            }
            double exactHit = Math.exp(bet.exact(new Signal(tail / 2, -3, Double.NaN), ANY));
            double exactMiss = Math.exp(bet.exact(new Signal(0.5, 0, Double.NaN), ANY));
            assertThat(tail * exactHit + (1 - tail) * exactMiss).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void hitBetsTolerateTheHitsOfAToleratedScale() {
        for (HitBet bet : hitBets()) {
            double quantile = NORMAL.inverseCumulativeProbability(bet.tail());
            double hit = Math.exp(bet.tolerated(new Signal(bet.tail() / 2, -3, Double.NaN), ANY));
            double miss = Math.exp(bet.tolerated(new Signal(0.5, 0, Double.NaN), ANY));
            for (double scale : new double[] {1 / 1.05, 1, 1.05}) {
                for (double bias : new double[] {-0.05, 0.05}) {
                    double rate = NORMAL.cumulativeProbability((quantile - bias) / scale);
                    assertThat(rate * hit + (1 - rate) * miss).isLessThanOrEqualTo(1 + 1e-12);
                }
            }
        }
    }

    @Test
    void theShortfallsEValueHasMeanOneWhereForecastsAreRight() {
        assertThat(ShortfallBet.mean(0, 1)).isCloseTo(1, within(1e-12));
        // By simulation of N(-0.05, 1.05^2), whose mean is the divisor.
        SplittableRandom random = new SplittableRandom(11);
        double var = -NORMAL.inverseCumulativeProbability(TailLoss.TAIL);
        double es = NORMAL.density(var) / TailLoss.TAIL;
        double mean = IntStream.range(0, 2_000_000)
                .mapToDouble(i -> new TailLoss(0.05 + 1.05 * random.nextGaussian(), var, es).eValue())
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(ShortfallBet.TOLERATED_MEAN, within(0.02));
    }

    @Test
    void theShortfallsStakeComesFromThePastAlone() {
        ShortfallBet bet = new ShortfallBet(0);
        Signal loss = new Signal(0.001, -3, 80);
        assertThat(bet.exact(loss, Memory.NONE)).isZero();
        Memory bad = new Memory(0, 1, 3, 300);
        double stake = (3.0 - 1) / (300 - 6 + 1);
        assertThat(bet.exact(loss, bad)).isCloseTo(Math.log1p(stake * 79), within(1e-6));
        assertThat(bet.exact(new Signal(0.5, 0, Double.NaN), bad)).isZero();
        assertThat(bet.exact(new Signal(0.5, 0, 0), new Memory(0, 1, 1e4f, 1e8f)))
                .isGreaterThan(Math.log(0.5) - 1e-9);
    }

    @Test
    void theSequencePicksABetByThePast() {
        SequenceBet dependence = SequenceBet.dependence(0.25);
        Signal now = signal(1.2);
        assertThat(dependence.tolerated(now, memory(0.3, 1))).isZero();
        assertThat(dependence.tolerated(now, memory(2, 1)))
                .isEqualTo(MomentBet.bias(0.25).tolerated(now, ANY));
        assertThat(dependence.exact(now, memory(-2, 1)))
                .isEqualTo(MomentBet.bias(-0.25).exact(now, ANY));
        SequenceBet clustering = SequenceBet.clustering(1.3);
        assertThat(clustering.tolerated(now, memory(0, 2)))
                .isEqualTo(MomentBet.dispersion(1.3).tolerated(now, ANY));
        assertThat(clustering.tolerated(now, memory(0, 0.3)))
                .isEqualTo(MomentBet.dispersion(1 / 1.3).tolerated(now, ANY));
    }

    @ParameterizedTest
    @EnumSource(Panel.class)
    void theSharesAreOneUnit(Panel panel) {
        assertThat(panel.shares().stream().mapToDouble(Panel.Share::of).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void theStartsAreOneUnit() {
        double sum = IntStream.range(0, 100_000)
                .mapToDouble(n -> Math.exp(StartPrior.log(n)))
                .sum();
        assertThat(sum + StartPrior.notBefore(100_000)).isCloseTo(1, within(1e-9));
    }

    @Test
    void theLedgerIsTheMixtureOverAllStarts() {
        Panel panel = Panel.COMBINED;
        SplittableRandom random = new SplittableRandom(5);
        int bars = 60;
        double[][] logBets = new double[bars][panel.size()];
        Ledger ledger = Ledger.empty(panel);
        for (double[] bar : logBets) {
            for (int i = 0; i < bar.length; i++) {
                bar[i] = 0.3 * random.nextGaussian();
            }
            ledger = ledger.next(panel, bar);
        }
        double slow = StartPrior.notBefore(bars);
        for (int i = 0; i < panel.size(); i++) {
            for (int start = 0; start < bars; start++) {
                double log = StartPrior.log(start) + panel.logShare(i);
                for (int bar = start; bar < bars; bar++) {
                    log += logBets[bar][i];
                }
                slow += Math.exp(log);
            }
        }
        assertThat(ledger.eValue()).isCloseTo(slow, within(1e-4 * slow));
    }

    private static Memory memory(double score, double spread) {
        return new Memory((float) score, (float) spread, 1, 80);
    }

    private static Signal signal(double score) {
        return new Signal(NORMAL.cumulativeProbability(score), score, Double.NaN);
    }

    private static List<MomentBet> momentBets() {
        return bets().flatMap(bet -> switch (bet) {
                    case MomentBet moment -> Stream.of(moment);
                    case SequenceBet sequence -> Stream.of(sequence.high(), sequence.low());
                    default -> Stream.<MomentBet>empty();
                })
                .toList();
    }

    private static List<HitBet> hitBets() {
        return bets().filter(HitBet.class::isInstance).map(HitBet.class::cast).toList();
    }

    private static Stream<Bet> bets() {
        return Panel.COMBINED.shares().stream().map(Panel.Share::bet);
    }
}
