/** What is measured on the tape of trades that the demo runs on. */
@NullMarked
package io.credence.forecasting.bench.tape;

import org.jspecify.annotations.NullMarked;
