/**
 * What the application needs of the outside, in its own words. The store's truth is the database; a batch of the stream is
 * committed in one transaction or not at all.
 */
@NullMarked
package io.credence.risk.port;

import org.jspecify.annotations.NullMarked;
