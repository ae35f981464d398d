/**
 * The database's schema as Flyway SQL, and the choice between TimescaleDB and plain PostgreSQL.
 *
 * <p>Three locations: {@code core} has every table with its columns, {@code timescale} and {@code postgres} divide the tables
 * of time. Version numbers are shared: a number belongs to {@code core} or to both of the others. The alternative, a
 * {@code partition by} clause filled in by a placeholder, was rejected since {@code core} would then be no SQL of its own.
 */
@NullMarked
package io.credence.migrations;

import org.jspecify.annotations.NullMarked;
