/**
 * Price files as a backtest reads them: rows are repaired where the rule is plain, and counted; what is not plain is refused with the
 * file, the row and the value. A repair never changes a return that is scored, and never looks at a later row.
 */
@NullMarked
package io.credence.forecasting.dataset;

import org.jspecify.annotations.NullMarked;
