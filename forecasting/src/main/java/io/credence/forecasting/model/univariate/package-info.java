/**
 * Models of one series of returns, as a walk-forward backtest uses them. A
 * {@link io.credence.forecasting.model.univariate.UnivariateModel} (a definition, such as a GJR with skewed t) is fitted to
 * a {@link io.credence.forecasting.model.univariate.ReturnHistory} and gives a
 * {@link io.credence.forecasting.model.univariate.UnivariateFit} (an immutable value: parameters, standard errors, log
 * likelihood), whose {@link io.credence.forecasting.model.univariate.UnivariatePredictor} stands at the end of that history
 * and takes one return after another at a cost that does not grow with history:
 *
 * <pre>{@code
 * UnivariateFit fit = model.fit(history.first(1000));
 * UnivariatePredictor predictor = fit.predictor();
 * for (int t = 1000; t < history.size(); t++) {
 *     TailForecast forecast = predictor.forecast(1);            // of return t, made before it
 *     if (forecast instanceof ForecastDistribution whole) { ... } // CAViaR alone has no whole distribution
 *     predictor.update(history.returnAt(t), history.rangeAt(t));
 *     if (t % 21 == 0) {                                        // refit on what is known by then
 *         fit = fit.refit(history.first(t + 1));
 *         predictor = fit.predictor();
 *     }
 * }
 * }</pre>
 *
 * <p>Returns are log returns in percent. All of it is deterministic: paths of longer horizons come from a fixed stratified
 * set of innovations, never from a clock or a shared generator. A model, a fit and a history may be shared by threads; a
 * predictor belongs to one.
 *
 * <p>These are beside {@link io.credence.forecasting.model.ForecastModel}, which is fitted on bars of many instruments and
 * whose state crosses as bytes: a backtest refits a peer hundreds of times on arrays and stores none of them.
 */
@NullMarked
package io.credence.forecasting.model.univariate;

import org.jspecify.annotations.NullMarked;
