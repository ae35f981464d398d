/**
 * What risk desks ask over HTTP, under {@code /api/v1}. Its bodies are records of their own ({@code rest.body}), so that the
 * store's rows may change without a client noticing; every error is a problem of RFC 9457.
 */
@NullMarked
package io.credence.risk.rest;

import org.jspecify.annotations.NullMarked;
