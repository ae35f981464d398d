/** Real servers for tests, one of each for a test JVM. */
@NullMarked
package io.credence.risk.testing;

import org.jspecify.annotations.NullMarked;
