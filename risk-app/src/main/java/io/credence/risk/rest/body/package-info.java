/** The bodies of the REST API and of the events of its stream. Returns are log returns in percent; losses are positive. */
@NullMarked
package io.credence.risk.rest.body;

import org.jspecify.annotations.NullMarked;
