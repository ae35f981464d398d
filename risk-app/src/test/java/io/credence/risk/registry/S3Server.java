package io.credence.risk.registry;

import io.credence.risk.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/**
 * A real S3 server before a store in memory, which checks the signature of every request. In a JVM of its own: its Guice is not the one that
 * Quarkus' test kit brings, and what it prints is its port alone.
 */
final class S3Server implements AutoCloseable {

    static final String KEY = "key";
    static final String SECRET = "secret of the key";

    private final Process process;
    private final int port;

    private S3Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static S3Server start() {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            classPath(),
                            S3Server.class.getName())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String port = process.inputReader().readLine();
            if (port == null) {
                throw new IllegalStateException("the S3 server did not start: exit " + process.waitFor());
            }
            return new S3Server(process, Integer.parseInt(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(entry -> !entry.matches(".*(/guice/5\\.|quarkus|logmanager).*"))
                .collect(Collectors.joining(":"));
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** It ends with its standard input. */
    @Override
    public void close() {
        try {
            process.outputWriter().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    public static void main(String[] args) throws Exception {
        BlobStoreContext context = ContextBuilder.newBuilder("transient")
                .credentials("nobody", "nothing")
                .buildView(BlobStoreContext.class);
        S3Proxy server = S3Proxy.builder()
                .blobStore(context.getBlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                .build();
        server.start();
        Await.within(Duration.ofSeconds(30), () -> server.getState().equals("STARTED"));
        // The one line that start() waits for.
        System.out.println(server.getPort());
        Runtime.getRuntime().halt(System.in.read() < 0 ? 0 : 1);
    }
}
