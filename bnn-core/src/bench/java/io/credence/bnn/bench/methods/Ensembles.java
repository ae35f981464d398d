package io.credence.bnn.bench.methods;

import io.credence.bnn.bench.methods.Series.Cost;
import io.credence.bnn.head.HeadMethods;
import io.credence.bnn.head.HeadPredictive;
import io.credence.bnn.head.HeadRows;
import io.credence.bnn.head.HeadShape;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.MeanFieldGaussian;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/** Networks trained from several starts, and draws of one whole network's own training. */
final class Ensembles {

    private static final Key KEY = Key.of(8);

    private final Series series;
    private final Map<String, Cost> costs = new LinkedHashMap<>();

    Ensembles(Series series) {
        this.series = series;
    }

    /** Point weights of the head, one member a network. */
    Cost deep(int members) {
        return costs.computeIfAbsent("deep" + members, name -> mixed(members, this::point));
    }

    /** Bayesian members, as many draws in all as a deep ensemble has members would be unfair to them: each has many. */
    Cost bayesian(int members) {
        return costs.computeIfAbsent(
                "bayesian" + members,
                name -> mixed(
                        members, i -> new HeadPredictive(series.shape(), backpropDraws(i, Series.DRAWS / members))));
    }

    /** The mean hold-out NLL of single members. */
    double members(int members) {
        double sum = 0;
        for (int i = 0; i < members; i++) {
            sum += point(i).nll(series.holdout(i)) / members;
        }
        return sum;
    }

    /** Of a network's own mean-field posterior. */
    double[][] backpropDraws(int member, int count) {
        return MeanFieldGaussian.of(
                        series.backbone(member).headMeans(),
                        series.backbone(member).headSds())
                .draw(count, KEY.child(member));
    }

    /** The dropout of the backbone's features, with which the network was trained, stays on: columns of the head's weights. */
    double[][] dropoutDraws(int count) {
        HeadShape shape = series.shape();
        double rate = Series.options().regularisation().dropout();
        int hidden = Series.options().architecture().hidden();
        UniformRandomProvider random = KEY.child(-1).generator();
        double[][] draws = new double[count][];
        for (int s = 0; s < count; s++) {
            draws[s] = series.backbone(0).headMeans();
            for (int feature = 0; feature < hidden; feature++) {
                double factor = random.nextDouble() < rate ? 0 : 1 / (1 - rate);
                for (int output = 0; output < shape.outputs(); output++) {
                    draws[s][output * shape.width() + feature] *= factor;
                }
            }
        }
        return draws;
    }

    private HeadPredictive point(int member) {
        return HeadPredictive.at(series.shape(), HeadMethods.maximum(series.target(member, Series.TRAIN)));
    }

    private interface Member {
        HeadPredictive at(int index);
    }

    private Cost mixed(int members, Member member) {
        long start = System.nanoTime();
        HeadPredictive[] predictives = new HeadPredictive[members];
        Arrays.setAll(predictives, member::at);
        double milliseconds = (System.nanoTime() - start) / 1e6 + members * series.trainMs();
        start = System.nanoTime();
        double[] densities = new double[Series.HOLDOUT];
        for (int i = 0; i < members; i++) {
            HeadRows holdout = series.holdout(i);
            double[] own = Arrays.stream(predictives[i].logDensities(holdout))
                    .mapToDouble(row -> Math.exp(row[0]) / members)
                    .toArray();
            Matrices.axpy(1, own, densities);
        }
        double nll = -Arrays.stream(densities).map(Math::log).average().orElseThrow();
        return new Cost(Double.NaN, milliseconds, (System.nanoTime() - start) / 1e3 / Series.HOLDOUT, nll);
    }
}
