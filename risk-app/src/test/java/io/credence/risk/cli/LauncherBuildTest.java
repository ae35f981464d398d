package io.credence.risk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the launcher builds, and what it hands over. The script is the real one; it stands in a small house of its own, with
 * a Maven and a Java that only write down how they were called.
 */
final class LauncherBuildTest {

    @TempDir
    private Path folder;

    private Path house;
    private Path source;

    @BeforeEach
    void layOut() throws IOException {
        house = Files.createDirectories(folder.resolve("a house"));
        Files.copy(Path.of(System.getProperty("credence.home"), "credence"), house.resolve("credence"));
        source = write("risk-app/src/main/java/A.java", "class A {}");
        write("risk-app/pom.xml", "<project/>");
        write("deploy/demo/pom.xml", "<project/>");
        write("pom.xml", "<project/>");
        age();
        Path jdk = Files.createDirectories(folder.resolve("jdk/bin")).getParent();
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        script("jdk/bin/javac", "exit 0");
        script("jdk/bin/java", "printf '%s\\n' \"$@\"; exit 7");
        script("tools/mvn", """
                echo "mvn $*" >> "$LOG"
                [ -z "$MVN_FAILS" ] || { echo "[ERROR] broken" ; exit 1; }
                mkdir -p risk-app/target/quarkus-app deploy/demo/target/lib
                touch risk-app/target/quarkus-app/quarkus-run.jar""");
    }

    @Test
    void buildsOnceAndThenOnlyWhatIsStale() throws Exception {
        run("migrate");
        run("migrate");
        assertThat(builds()).hasSize(1).first().asString().contains("-Pquick").contains("package");

        Files.writeString(source, "class A { int a; }");
        run("migrate");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void aDeletedSourceIsStaleToo() throws Exception {
        Path doomed = write("risk-app/src/main/java/B.java", "class B {}");
        age();
        run("migrate");
        Files.delete(doomed);
        run("migrate");

        assertThat(builds()).hasSize(2);
    }

    @Test
    void aChangedPomIsStaleToo() throws Exception {
        run("migrate");
        write("pom.xml", "<project><!-- changed --></project>");
        run("migrate");

        assertThat(builds()).hasSize(2);
    }

    @Test
    void aFailedBuildSaysSoRunsNothingAndIsTriedAgain() throws Exception {
        Run failed = run("MVN_FAILS=1", "migrate");
        Run next = run("migrate");

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("[ERROR] broken").endsWith("credence: the build failed, see above.\n");
        assertThat(next.code()).isEqualTo(7);
        assertThat(builds()).hasSize(2);
    }

    @Test
    void argumentsAndExitCodePassThrough() throws Exception {
        Run replay = run("replay", "my file.csv", "--topic", "");

        assertThat(replay.code()).isEqualTo(7);
        assertThat(replay.out())
                .contains("-Dcredence.home=" + house.toRealPath() + "\n")
                .endsWith("io.credence.risk.cli.Credence\nreplay\nmy file.csv\n--topic\n\n");
        assertThat(replay.err()).isEqualTo("credence: building (only what changed) ...\n");
    }

    @Test
    void serveRunsTheServiceWithItsKeys() throws Exception {
        Run serve = run("serve", "-Dcredence.bars=5m");

        assertThat(serve.out())
                .contains("-Dcredence.bars=5m\n-jar\n")
                .endsWith("risk-app/target/quarkus-app/quarkus-run.jar\n");
    }

    @Test
    void testRunsTheWholeBuildOnCompilerCheckedClasses() throws Exception {
        run("migrate");
        Path unchecked = write("risk-app/target/classes/A.class", "");

        Run test = run("test", "-pl", "forecasting");

        assertThat(test.code()).isZero();
        assertThat(builds()).last().isEqualTo("mvn -B verify -pl forecasting");
        assertThat(unchecked).doesNotExist();
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(folder.resolve("log"));
    }

    private Path write(String name, String content) throws IOException {
        Path file = house.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Makes everything an hour old, so that a build that follows at once is newer by any file system's clock. */
    private void age() throws IOException {
        try (Stream<Path> all = Files.walk(house)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(3600)));
            }
        }
    }

    private void script(String name, String lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Run(int code, String out, String err) {}

    /** Runs the script with {@code words}; first ones of the form NAME=value go to its environment. */
    private Run run(String... words) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of("env", "LOG=" + folder.resolve("log"), "JAVA_HOME=" + folder.resolve("jdk")),
                        Stream.of(words).takeWhile(word -> word.startsWith("MVN_")))
                .toList();
        List<String> arguments =
                Stream.of(words).dropWhile(word -> word.startsWith("MVN_")).toList();
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.of(command, List.of(house.resolve("credence").toString()), arguments)
                                .flatMap(List::stream)
                                .toList())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("PATH", folder.resolve("tools") + ":" + System.getenv("PATH"));
        builder.environment().remove("CREDENCE_JAVA_OPTS");
        int code = builder.start().waitFor();
        return new Run(code, Files.readString(out), Files.readString(err));
    }
}
