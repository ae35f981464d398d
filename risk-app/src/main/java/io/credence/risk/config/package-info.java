/** The service's configuration, read once and checked at start. */
@NullMarked
package io.credence.risk.config;

import org.jspecify.annotations.NullMarked;
