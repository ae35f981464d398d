package io.credence.bnn.regression;

import io.credence.bnn.catalogue.Catalogue;
import io.credence.bnn.inference.backprop.FeedForwardBackprop;
import io.credence.bnn.inference.dropout.MonteCarloDropout;
import io.credence.bnn.inference.ensemble.DeepEnsemble;
import io.credence.bnn.network.FeedForward.Head;
import io.credence.bnn.network.FeedForwardPrior;
import io.credence.bnn.regression.MemberMethod.Plan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** All methods by name. A new one is a class and a line here. */
public final class RegressionMethods {

    private static final int DRAWS = 100;
    private static final int ENSEMBLE = 5;
    private static final int BAYESIAN_ENSEMBLE = 3;

    /** Each step of dropout trains another part of the network; the published run takes thousands of passes. */
    private static final int DROPOUT_PATIENCE = 3;

    private RegressionMethods() {}

    public static Catalogue<RegressionMethod> catalogue() {
        CutMethod ensemble = deepEnsemble();
        CutMethod dropout = dropout(1);
        return Catalogue.of(
                "method",
                Map.of(
                        "bbb",
                        bayesByBackprop(1),
                        "bbb-ensemble",
                        bayesByBackprop(BAYESIAN_ENSEMBLE),
                        "deep-ensemble",
                        ensemble,
                        "mc-dropout",
                        dropout,
                        "mc-dropout-ensemble",
                        dropout(ENSEMBLE),
                        "pbp",
                        new PbpMethod(),
                        "stacking",
                        new StackedMethod(new TreeMap<>(Map.of("deep-ensemble", ensemble, "mc-dropout", dropout))),
                        "vdp++",
                        propagating()));
    }

    private static CutMethod bayesByBackprop(int members) {
        return new MemberMethod<>(
                new Plan<>(Head.HOMOSCEDASTIC, priors(0.7, 1, 1.4, 2), 1, members, DRAWS, 1), FeedForwardBackprop::of);
    }

    private static CutMethod propagating() {
        return new MemberMethod<>(
                new Plan<>(Head.HOMOSCEDASTIC, priors(0.7, 1, 1.4, 2), 1, 1, DRAWS, 1),
                FeedForwardBackprop::propagating);
    }

    private static CutMethod deepEnsemble() {
        return new MemberMethod<>(
                new Plan<>(Head.HETEROSCEDASTIC, priors(0.35, 0.5, 0.7, 1), 2, ENSEMBLE, ENSEMBLE, 1),
                DeepEnsemble::of);
    }

    private static CutMethod dropout(int members) {
        List<MonteCarloDropout.Setting> settings = DoubleStream.of(0.005, 0.01, 0.03, 0.1)
                .mapToObj(rate -> new MonteCarloDropout.Setting(rate, FeedForwardPrior.withDefaults()))
                .toList();
        return new MemberMethod<>(
                new Plan<>(Head.HOMOSCEDASTIC, settings, 1, members, DRAWS, DROPOUT_PATIENCE), MonteCarloDropout::of);
    }

    private static List<FeedForwardPrior> priors(double... scales) {
        return DoubleStream.of(scales)
                .mapToObj(FeedForwardPrior.withDefaults()::withScale)
                .toList();
    }
}
