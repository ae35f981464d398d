package io.credence.risk.embedded;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the servers' jars lie: {@code deploy/demo/target/lib} under the folder that {@code credence.home} names. */
public final class ServerJars {

    private ServerJars() {}

    /** The project's folder. */
    public static Path home() {
        return Path.of(System.getProperty("credence.home", "")).toAbsolutePath();
    }

    /** The folder of the servers' jars and the tape's. */
    public static Path folder() {
        Path lib = home().resolve("deploy/demo/target/lib");
        if (!Files.isDirectory(lib)) {
            throw new IllegalStateException("the servers' jars are not in " + lib
                    + ". Maybe start by ./credence, which builds them, or run mvn -Pquick -pl deploy/demo package.");
        }
        return lib;
    }

    /** The class path of a server's JVM: our own classes first. */
    static List<String> classPath() {
        return List.of(ownClasses().toString(), folder() + "/*");
    }

    private static Path ownClasses() {
        try {
            return Path.of(ServerJars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of our own classes cannot be read: " + e.getMessage(), e);
        }
    }
}
