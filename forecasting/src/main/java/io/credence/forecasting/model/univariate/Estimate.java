package io.credence.forecasting.model.univariate;

import java.util.List;

/**
 * What a fit estimated.
 *
 * @param parameters in the model's own order; empty for a model without any
 * @param logLikelihood of the fitted returns in nats, or minus the loss that was minimised; NaN where there is none
 * @param converged whether the optimiser met its tolerance
 */
public record Estimate(List<Parameter> parameters, double logLikelihood, boolean converged) {

    /** Of a model that estimates nothing. */
    public static final Estimate NONE = new Estimate(List.of(), Double.NaN, true);

    public Estimate {
        parameters = List.copyOf(parameters);
    }

    /**
     * One parameter.
     *
     * @param standardError from the inverse Hessian; NaN where that is not positive definite
     * @param robustStandardError that of Bollerslev and Wooldridge (1992), which holds when the innovations' law is wrong
     */
    public record Parameter(String name, double value, double standardError, double robustStandardError) {}

    /**
     * The parameter of a name.
     *
     * @throws IllegalArgumentException when there is none, with the names there are
     */
    public Parameter parameter(String name) {
        return parameters.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("parameter is '" + name + "'; it must be one of "
                        + parameters.stream().map(Parameter::name).toList()));
    }
}
