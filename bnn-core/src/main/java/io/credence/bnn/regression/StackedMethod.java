package io.credence.bnn.regression;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.predictive.GaussianMixtures;
import io.credence.bnn.random.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The mixture of several methods' predictive distributions, weighted by what they say of the cut's validation part: each part as it would be by
 * itself, under the same key.
 *
 * <p>Source: Yao, Vehtari, Simpson and Gelman (2018), "Using Stacking to Average Bayesian Predictive Distributions".
 */
final class StackedMethod implements CutMethod {

    private static final String SEPARATOR = "|";
    /** Of a part in a setting: its name, its weight, its own setting. */
    private static final int CELLS = 3;

    private final SortedMap<String, CutMethod> parts;

    StackedMethod(SortedMap<String, CutMethod> parts) {
        this.parts = parts;
    }

    @Override
    public Choice choose(RegressionData rows, Key key) {
        Cut cut = Cut.of(rows, key.child(0));
        List<Candidate> candidates = candidates(cut, key);
        double[][] densities = densities(cut, candidates);
        return new Choice(setting(candidates, weights(densities)), StackingWeights.crossedNll(densities));
    }

    @Override
    public Candidate candidate(Cut cut, Key key) {
        List<Candidate> candidates = candidates(cut, key);
        double[] weights = weights(densities(cut, candidates));
        List<Predictor> predictors =
                candidates.stream().map(Candidate::predictor).toList();
        return new Candidate(setting(candidates, weights), mixed(predictors, weights));
    }

    @Override
    public Predictor fit(String setting, RegressionData rows, Key key) {
        String[] cells = setting.split("\\" + SEPARATOR, -1);
        if (cells.length != CELLS * parts.size()) {
            throw new IllegalArgumentException(
                    "setting is " + setting + "; it must have name, weight and setting of each of " + parts.keySet()
                            + ", with " + SEPARATOR + " between");
        }
        List<Predictor> predictors = new ArrayList<>();
        double[] weights = new double[parts.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Double.parseDouble(cells[CELLS * i + 1]);
            predictors.add(part(cells[CELLS * i]).fit(cells[CELLS * i + 2], rows, key));
        }
        return mixed(predictors, weights);
    }

    private CutMethod part(String name) {
        CutMethod part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException(
                    "setting has the part " + name + "; it must be one of " + parts.keySet());
        }
        return part;
    }

    private List<Candidate> candidates(Cut cut, Key key) {
        return parts.values().stream().map(part -> part.candidate(cut, key)).toList();
    }

    private static double[][] densities(Cut cut, List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> cut.logDensities(candidate.predictor()))
                .toArray(double[][]::new);
    }

    private static double[] weights(double[][] densities) {
        return StackingWeights.of(densities, 0, 1);
    }

    private String setting(List<Candidate> candidates, double[] weights) {
        List<String> names = List.copyOf(parts.keySet());
        return IntStream.range(0, weights.length)
                .mapToObj(i -> String.join(
                        SEPARATOR,
                        names.get(i),
                        Double.toString(weights[i]),
                        candidates.get(i).setting()))
                .collect(Collectors.joining(SEPARATOR));
    }

    private static Predictor mixed(List<Predictor> predictors, double[] weights) {
        return inputs -> GaussianMixtures.mixed(
                predictors.stream().map(predictor -> predictor.predict(inputs)).toList(), weights);
    }
}
