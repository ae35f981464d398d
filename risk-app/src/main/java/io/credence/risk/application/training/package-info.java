/**
 * A night's work: claim a run, read history, fit a challenger on all but its end, compare it with the champion on that end,
 * promote, put on trial beside the champion, or keep. The weights compared are the weights promoted: a challenger is not fitted again on the rows that chose
 * it, for nothing would be known of that third model.
 */
@NullMarked
package io.credence.risk.application.training;

import org.jspecify.annotations.NullMarked;
