package io.credence.risk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, run as a user runs it, where it needs no build: help, JDK search, refusals. */
final class LauncherTest {

    private static final Path HOME = Path.of(System.getProperty("credence.home"));

    @TempDir
    private Path folder;

    @Test
    void helpNeedsNoJavaAndListsEveryCommand() throws Exception {
        Run help = run(HOME.resolve("credence"), withoutJava(), "--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains(Credence.commandLine().getSubcommands().keySet());
    }

    @Test
    void helpIsWhatTheCommandLineSays() throws Exception {
        Run help = run(HOME.resolve("credence"), Map.of(), "--help");

        assertThat(help.out())
                .as("Maybe write Credence's usage message over risk-app/src/main/cli/help.txt")
                .isEqualTo(Credence.commandLine().getUsageMessage());
    }

    @Test
    void worksThroughALinkFromAFolderWithSpaces() throws Exception {
        Path link = Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("a b")).resolve("my credence"), HOME.resolve("credence"));

        Run help = run(link, Map.of(), "--help");
        Files.delete(link);

        assertThat(help.code()).isZero();
    }

    @Test
    void anOldJavaGivesOneLineThatSaysWhatToDo() throws Exception {
        Run version = run(HOME.resolve("credence"), withoutJava(), "--version");

        assertThat(version.code()).isEqualTo(1);
        assertThat(version.err().lines())
                .singleElement()
                .asString()
                .contains("no JDK 25 or newer")
                .contains("JAVA_HOME");
    }

    @Test
    void aMissingMavenGivesOneLineThatSaysWhatToDo() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String tool : List.of("bash", "env", "dirname", "readlink", "sed", "find", "head", "mkdir", "flock")) {
            lend(bin, tool);
        }
        Map<String, String> environment = Map.of("PATH", bin.toString(), "JAVA_HOME", System.getProperty("java.home"));

        Run test = run(HOME.resolve("credence"), environment, "test");

        assertThat(test.code()).isEqualTo(1);
        assertThat(test.err().lines()).singleElement().asString().contains("no Maven found");
    }

    @Test
    void serveRefusesWhatItDoesNotKnow() throws Exception {
        Run serve = run(HOME.resolve("credence"), withoutJava(), "serve", "--port", "1");

        assertThat(serve.code()).isEqualTo(2);
        assertThat(serve.err()).contains("'--port'").contains("-Dkey=value");
    }

    /** An environment whose only Java, by JAVA_HOME and on the PATH, is of version 17. */
    private Map<String, String> withoutJava() throws IOException {
        Path old = Files.createDirectories(folder.resolve("jdk-17/bin")).getParent();
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        for (String tool : List.of("java", "javac")) {
            script(old.resolve("bin").resolve(tool), "exit 3");
        }
        Map<String, String> environment = new HashMap<>();
        environment.put("JAVA_HOME", old.toString());
        environment.put("PATH", old.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("CREDENCE_JVM_FOLDERS", "");
        return environment;
    }

    /** Puts a stand-in for one tool of the machine's into {@code bin}, if the machine has it. */
    private static void lend(Path bin, String tool) throws IOException {
        for (String place : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(place, tool))) {
                script(bin.resolve(tool), "exec " + place + "/" + tool + " \"$@\"");
                return;
            }
        }
    }

    private static void script(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Run(int code, String out, String err) {}

    private Run run(Path script, Map<String, String> environment, String... args) throws Exception {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(script.toString()), Stream.of(args))
                        .toList())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Run(code, read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
