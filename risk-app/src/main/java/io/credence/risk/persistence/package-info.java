/**
 * The ports' side of the database: all SQL of the service. Plain classes over a {@code DataSource}, so that commands without
 * Quarkus use them too. SQL is written for plain PostgreSQL 15 and runs unchanged on TimescaleDB.
 */
@NullMarked
package io.credence.risk.persistence;

import org.jspecify.annotations.NullMarked;
