package io.credence.forecasting.backtest.report;

import org.jspecify.annotations.Nullable;

/**
 * Scores and tests of one model on one series, at one horizon and level. Scores are of log returns in percent; p-values of a horizon over 1 are
 * those of {@link io.credence.forecasting.evaluation.OverlappingHorizon}. Null where a model has no whole distribution, or a test no
 * answer.
 *
 * @param days scored
 * @param fz0 mean FZ0, lower is better
 * @param pinball mean, lower is better
 * @param hitRate share of losses over value at risk
 * @param kupiecP by the limit law, as published tables have it
 * @param kupiecExactP by the binomial law
 * @param kupiecSize true size at 5 % of the former where the quantile is estimated as often and from as many days
 * @param christoffersenP conditional coverage, simulated
 * @param durationP Weibull, simulated
 * @param dqP four lags and value at risk, simulated
 * @param dqAsymptoticP of the same by the limit law
 * @param esZ2P Acerbi and Szekely's second test, simulated, one-sided
 * @param mcneilFreyP bootstrapped, one-sided
 * @param eP of the e-backtest of value at risk and expected shortfall, valid at any stopping time, one-sided
 * @param mcsP of the model confidence set on FZ0 among the models of this series, horizon and level
 * @param logScore mean, higher is better
 * @param crps mean, lower is better
 * @param pitEce expected calibration error over 99 quantiles
 * @param pitEceByChance what calibrated forecasts stay under with 95 %
 * @param berkowitzP of the PITs
 * @param trafficLight zone of the last 250 days, at 99 % and one day
 */
public record SeriesResult(
        String instrument,
        String model,
        int horizon,
        double level,
        int days,
        double fz0,
        double pinball,
        double hitRate,
        double kupiecP,
        double kupiecExactP,
        double kupiecSize,
        double christoffersenP,
        double durationP,
        double dqP,
        double dqAsymptoticP,
        double esZ2P,
        double mcneilFreyP,
        double eP,
        double mcsP,
        @Nullable Double logScore,
        @Nullable Double crps,
        @Nullable Double pitEce,
        @Nullable Double pitEceByChance,
        @Nullable Double berkowitzP,
        @Nullable String trafficLight,
        double fitSeconds,
        double updateUs,
        int failedRefits) {}
