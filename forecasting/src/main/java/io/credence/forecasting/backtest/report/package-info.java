/** What a backtest found: scores and tests of every path, as a file for machines and a page for people. */
@NullMarked
package io.credence.forecasting.backtest.report;

import org.jspecify.annotations.NullMarked;
