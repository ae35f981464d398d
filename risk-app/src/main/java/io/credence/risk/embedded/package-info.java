/**
 * The servers of the demo and of the tests, each a child process: a Kafka broker and a PostgreSQL, from jars that stand in
 * {@code deploy/demo}'s folder and never on the service's class path.
 *
 * <p>A child's standard input is a pipe that its supervisor holds and never writes to. The kernel closes it when the
 * supervisor ends, however it ends, and the child then stops: no list of process ids, no clean-up by the next run.
 */
@NullMarked
package io.credence.risk.embedded;

import org.jspecify.annotations.NullMarked;
