/**
 * Starts trainers beside the service. Runs are rows that the stream, REST or a command inserted; this room only looks for
 * one that waits and gives it a JVM, so that a night's work never shares a heap, a garbage collector or a native thread
 * pool with the stream, and a trainer's crash is not the service's.
 */
@NullMarked
package io.credence.risk.scheduling;

import org.jspecify.annotations.NullMarked;
