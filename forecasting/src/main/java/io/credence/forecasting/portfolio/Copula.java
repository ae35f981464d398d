package io.credence.forecasting.portfolio;

/** How names meet: which of one's returns comes with which of another's. */
public sealed interface Copula permits Dependence, EmpiricalCopula {

    /** How many names. */
    int size();
}
