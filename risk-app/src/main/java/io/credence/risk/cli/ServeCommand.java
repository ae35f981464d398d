package io.credence.risk.cli;

import picocli.CommandLine.Command;

/** The service on configured servers. */
@Command(
        name = "serve",
        customSynopsis = "credence serve [-Dkey=value]...",
        description = {
            "Run the service on configured servers.",
            "",
            "The configuration comes from the environment or from -Dkey=value; docs/configuration.md has the whole table:",
            "  CREDENCE_DB_URL            jdbc:postgresql://host:port/database",
            "  CREDENCE_DB_USER           the database's user",
            "  CREDENCE_DB_PASSWORD       the user's password",
            "  CREDENCE_KAFKA_BOOTSTRAP   host:port of a broker, or several with commas",
            "  -Dcredence.topic.ticks=market.ticks",
            "  -Dcredence.bars=1m -Dcredence.horizons=1,5,15",
            "  -Dquarkus.http.port=8080 -Dquarkus.http.host=127.0.0.1"
        })
final class ServeCommand extends LauncherOnly {}
