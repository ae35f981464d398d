/**
 * Tells a receiver by HTTP of every change of an incident, at least once and in order. What is to be told lies in the outbox, written with the
 * change itself, so a receiver that is down, or a service that dies, costs time only. One replica at a time sends: the row is locked.
 */
@NullMarked
package io.credence.risk.webhook;

import org.jspecify.annotations.NullMarked;
