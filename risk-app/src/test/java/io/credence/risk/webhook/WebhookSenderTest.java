package io.credence.risk.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.credence.risk.port.OutboxRow;
import io.credence.risk.port.WebhookOutbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookSenderTest {

    private static final String SECRET = "a secret of the desk's";
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Waiting outbox = new Waiting();
    private volatile int status = 200;
    private volatile boolean hanging;
    private HttpServer server;

    /** A queue that keeps what was not taken, as the table does. */
    private static final class Waiting implements WebhookOutbox {

        private final ArrayDeque<OutboxRow> rows = new ArrayDeque<>();

        @Override
        public Delivery next(Predicate<OutboxRow> send) {
            if (rows.isEmpty()) {
                return Delivery.NONE;
            }
            if (!send.test(rows.getFirst())) {
                return Delivery.FAILED;
            }
            rows.removeFirst();
            return Delivery.DONE;
        }
    }

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        ids.add(exchange.getRequestHeaders().getFirst("X-Credence-Id"));
        signatures.add(exchange.getRequestHeaders().getFirst("X-Credence-Signature"));
        if (hanging) {
            awaitRelease();
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() {
        release.countDown();
        server.stop(0);
    }

    @Test
    void whatWaitsIsSentInOrderSignedAndWithItsId() {
        outbox.rows.add(row(1, "{\"state\":\"open\"}"));
        outbox.rows.add(row(2, "{\"state\":\"resolved\"}"));
        WebhookSender sender = sender(LONG);
        assertThat(sender.turn()).isZero();
        assertThat(sender.turn()).isZero();
        assertThat(sender.turn()).as("nothing waits").isPositive();
        assertThat(bodies).containsExactly("{\"state\":\"open\"}", "{\"state\":\"resolved\"}");
        assertThat(ids).containsExactly(new UUID(0, 1).toString(), new UUID(0, 2).toString());
        String sent = signatures.getFirst();
        long at = Long.parseLong(sent.substring(2, sent.indexOf(',')));
        byte[] body = bodies.getFirst().getBytes(StandardCharsets.UTF_8);
        assertThat(sent).isEqualTo(new Signature(SECRET).of(body, at));
        assertThat(sent).isNotEqualTo(new Signature(SECRET + "?").of(body, at));
    }

    /** By {@code openssl dgst -sha256 -hmac 0123456789abcdef} of OpenSSL 3. */
    @Test
    void theSignatureIsThatOfOpenSsl() {
        assertThat(new Signature("0123456789abcdef").of("{}".getBytes(StandardCharsets.UTF_8), 1_700_000_000L))
                .isEqualTo("t=1700000000,v1=e4f8e2ecae2295b2ddb2f0b5584c8275e226c0ebe9b3b819e70156bb67122e3e");
    }

    @Test
    void aReceiverThatIsDownLosesNothingAndIsAskedMoreAndMoreSeldom() {
        outbox.rows.add(row(1, "{}"));
        WebhookSender sender = sender(LONG);
        status = 503;
        List<Duration> pauses = List.of(sender.turn(), sender.turn(), sender.turn(), sender.turn(), sender.turn());
        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(10));
        status = 302;
        assertThat(sender.turn()).as("a redirect is not followed").isEqualTo(Duration.ofSeconds(10));
        status = 204;
        assertThat(sender.turn()).isZero();
        assertThat(outbox.rows).isEmpty();
        assertThat(ids).as("the same id each time").containsOnly(new UUID(0, 1).toString());
    }

    @Test
    void aReceiverThatHangsIsGivenUpInTimeAndKeepsItsMessage() {
        outbox.rows.add(row(1, "{}"));
        hanging = true;
        assertThat(sender(SHORT).turn()).isEqualTo(Duration.ofSeconds(1));
        assertThat(outbox.rows).hasSize(1);
    }

    @Test
    void nobodyThereIsAFailureLikeAnyOther() {
        outbox.rows.add(row(1, "{}"));
        server.stop(0);
        assertThat(sender(LONG).turn()).isEqualTo(Duration.ofSeconds(1));
        assertThat(outbox.rows).hasSize(1);
    }

    @Test
    void addressAndSecretAreCheckedAndNeverSaid() {
        for (String bad :
                List.of("", "desk", "ftp://token@desk.example.org/x", "http:///x", "https://exa mple.org/token")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WebhookService.target(bad))
                    .withMessageContaining("credence.webhook.url")
                    .withMessageContaining("Maybe")
                    .withMessageNotContaining("token");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookService.signature(Optional.empty()))
                .withMessageContaining("credence.webhook.secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Signature("hunter2"))
                .withMessageContaining("at least 16")
                .withMessageNotContaining("hunter2");
        assertThat(new Signature(SECRET).toString()).doesNotContain(SECRET);
    }

    private WebhookSender sender(Duration timeout) {
        URI target = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
        return new WebhookSender(outbox, target, new Signature(SECRET), timeout, Duration.ofSeconds(10));
    }

    private static OutboxRow row(int number, String body) {
        return new OutboxRow(
                OutboxRow.WEBHOOK,
                new UUID(0, number),
                "risk.alerts",
                "incident",
                body.getBytes(StandardCharsets.UTF_8));
    }
}
