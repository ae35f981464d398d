/**
 * The risk of positions together, from what is stored: the newest champion forecast of each instrument, and how the PITs of
 * past ones went together. Nothing reads the clock: the same question of the same rows has the same answer.
 */
@NullMarked
package io.credence.risk.application.portfolio;

import org.jspecify.annotations.NullMarked;
