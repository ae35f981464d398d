/**
 * The demo: a supervisor that starts broker, database, trainer and service as children, plays the tape to them, kills the
 * service where chaos is asked for, and says at the end what came of it. Whatever it started ends with it.
 *
 * <p>Where the stream stands is never written down by the supervisor: it reads it from the end of the topic, which is the
 * only place where a row is or is not. {@code run.json} is for people.
 */
@NullMarked
package io.credence.risk.demo;

import org.jspecify.annotations.NullMarked;
