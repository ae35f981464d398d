/**
 * A pruned network as one that is smaller and faster: units without a way in or out are gone, the rest keeps its weights that are not 0 only.
 *
 * <p>Decisions. Rows are the vectors: a weight is multiplied with the same input of many rows at once, so that a weight that is not there costs
 * nothing, wherever the others are. A mask over full matrices would take as long as no mask.
 */
@NullMarked
package io.credence.bnn.compression;

import org.jspecify.annotations.NullMarked;
