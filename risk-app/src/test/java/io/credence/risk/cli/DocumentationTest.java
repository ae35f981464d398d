package io.credence.risk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.credence.risk.config.CredenceConfig;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README and docs say of commands, keys and each other is so. */
final class DocumentationTest {

    private static final Path HOME = Path.of(System.getProperty("credence.home"));
    private static final Pattern EXAMPLE =
            Pattern.compile("(?:`|^|and )\\./credence ([a-z][^`#\\n]*)", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\((?!http)([^)]+)\\)");
    private static final Pattern ROW = Pattern.compile("^\\| ((?:`[^`]+`(?:, )?)+) \\| ([^|]*) \\|", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static final String AN_ID = "7a6362bd-6107-5de7-c5fd-a1b3424fd097";

    /** Set by the launcher or a supervisor, or said below the table. */
    private static final Set<String> NOT_FOR_USERS =
            Set.of("credence.home", "credence.piped", "credence.terminal", "credence.stacktrace");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(HOME.resolve("docs"))) {
            List<Path> pages = docs.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            return Stream.concat(Stream.of(HOME.resolve("README.md"), HOME.resolve("CONTRIBUTING.md")), pages.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandInItIsUnderstood(Path document) throws IOException {
        EXAMPLE.matcher(Files.readString(document))
                .results()
                .map(found -> found.group(1))
                .forEach(example -> assertThatCode(() -> Credence.commandLine().parseArgs(words(example)))
                        .as(example)
                        .doesNotThrowAnyException());
    }

    /** What may be left out is given, and an id looks like one. */
    private static String[] words(String example) {
        return example.replaceAll("[\\[\\]]", "")
                .replaceAll("\\b(FORECAST_)?ID\\b", AN_ID)
                .strip()
                .split("\\s+");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkInItLeadsSomewhere(Path document) throws IOException {
        for (MatchResult link :
                LINK.matcher(Files.readString(document)).results().toList()) {
            String[] parts = link.group(1).split("#", 2);
            Path target = parts[0].isEmpty()
                    ? document
                    : document.resolveSibling(parts[0]).normalize();
            assertThat(target).exists();
            if (parts.length == 2) {
                assertThat(anchors(target)).as(target.toString()).contains(parts[1]);
            }
        }
    }

    private static Set<String> anchors(Path document) throws IOException {
        return Files.readAllLines(document).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void theReadmeHasARowForEveryCommand() throws IOException {
        String readme = Files.readString(HOME.resolve("README.md"));
        Set<String> rows = Pattern.compile("^\\| `([a-z]+)[^`]*` \\|", Pattern.MULTILINE)
                .matcher(readme.substring(readme.indexOf("| command | what it does"), readme.indexOf("## The way")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
        assertThat(rows).isEqualTo(Credence.commandLine().getSubcommands().keySet());
    }

    @Test
    void everyKeyIsDocumentedWithItsDefault() throws IOException {
        Map<String, String> keys = new TreeMap<>();
        collect("credence", CredenceConfig.class, keys);
        NOT_FOR_USERS.forEach(keys::remove);
        assertThat(documented()).isEqualTo(keys);
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        ROW.matcher(Files.readString(HOME.resolve("docs/configuration.md")))
                .results()
                .forEach(row -> {
                    List<String> names = codes(row.group(1));
                    List<String> defaults = Arrays.stream(row.group(2).split(", "))
                            .map(text -> text.replace("`", ""))
                            .toList();
                    for (int i = 0; i < names.size(); i++) {
                        String value = names.size() == 1
                                ? row.group(2).replace("`", "")
                                : defaults.get(Math.min(i, defaults.size() - 1));
                        documented.put(
                                names.get(i), value.startsWith("none") || value.startsWith("those") ? "" : value);
                    }
                });
        documented.keySet().removeIf(name -> !name.startsWith("credence."));
        return documented;
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }

    private static void collect(String prefix, Class<?> group, Map<String, String> into) {
        for (Method key : group.getMethods()) {
            String name =
                    prefix + "." + key.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (key.getReturnType().isInterface() && key.getReturnType().getEnclosingClass() == CredenceConfig.class) {
                collect(name, key.getReturnType(), into);
            } else {
                into.put(
                        name,
                        Optional.ofNullable(key.getAnnotation(WithDefault.class))
                                .map(WithDefault::value)
                                .orElse(""));
            }
        }
    }
}
