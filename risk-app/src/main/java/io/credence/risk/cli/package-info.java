/**
 * The command line: one class a command, under the root {@link io.credence.risk.cli.Credence}. Commands are plain Java
 * mains that open no port; only {@code serve} is Quarkus, which the launcher starts itself. Results go to standard
 * output, everything else to standard error, so that output can be piped. This is the only room that prints.
 */
@NullMarked
package io.credence.risk.cli;

import org.jspecify.annotations.NullMarked;
