#!/bin/sh
# Inside the image there is nothing to build: 'serve' is the service, any other word a command of the command line.
set -eu
app=/opt/credence/risk-app/target/quarkus-app
if [ "${1:-serve}" = serve ]; then
  # A container's own loopback reaches nobody: here, and only here, all interfaces are the default.
  exec java -Djava.util.logging.manager=org.jboss.logmanager.LogManager --enable-native-access=ALL-UNNAMED -Dcredence.home=/opt/credence \
    "-Dquarkus.http.host=${QUARKUS_HTTP_HOST:-0.0.0.0}" ${CREDENCE_JAVA_OPTS:--Xmx2g} -jar "$app/quarkus-run.jar"
fi
exec java --enable-native-access=ALL-UNNAMED -Dcredence.home=/opt/credence ${CREDENCE_JAVA_OPTS:--Xmx2g} \
  -cp "$app/app/*:$app/lib/main/*:$app/lib/boot/*" io.credence.risk.cli.Credence "$@"
