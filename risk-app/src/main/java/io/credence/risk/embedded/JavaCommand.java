package io.credence.risk.embedded;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a child JVM is started.
 *
 * @param flags for the JVM, as {@code -Xmx512m}
 * @param classPath entries; one may end in {@code /*}
 */
public record JavaCommand(List<String> flags, List<String> classPath, String mainClass, List<String> arguments) {

    public JavaCommand {
        flags = List.copyOf(flags);
        classPath = List.copyOf(classPath);
        arguments = List.copyOf(arguments);
    }

    /** The same, run under {@link PipedChild}; its class must be on the class path. */
    public JavaCommand piped() {
        List<String> all = new ArrayList<>(List.of(mainClass));
        all.addAll(arguments);
        return new JavaCommand(flags, classPath, PipedChild.class.getName(), all);
    }

    /** The words of the command line, with the JVM that runs now. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(flags);
        words.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), mainClass));
        words.addAll(arguments);
        return words;
    }
}
