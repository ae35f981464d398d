package io.credence.risk.webhook;

import io.credence.risk.port.OutboxRow;
import io.credence.risk.port.StoreUnavailableException;
import io.credence.risk.port.WebhookOutbox;
import io.credence.risk.port.WebhookOutbox.Delivery;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sends what waits, one message after the other, on a thread of its own. Anything but a 2xx in time is a failure; after one it pauses, twice as long
 * each time, and tries the same message again.
 */
final class WebhookSender implements Runnable {

    private static final Logger LOG = Logger.getLogger(WebhookSender.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final WebhookOutbox outbox;
    private final URI target;
    private final Signature signature;
    private final Duration timeout;
    private final Duration maxPause;
    private final HttpClient http;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private int failures;

    /** @param timeout of a call, connecting included */
    WebhookSender(WebhookOutbox outbox, URI target, Signature signature, Duration timeout, Duration maxPause) {
        this.outbox = outbox;
        this.target = target;
        this.signature = signature;
        this.timeout = timeout;
        this.maxPause = maxPause;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        stopped.countDown();
        http.shutdownNow();
    }

    /** Sends one message, if one waits. @return how long to wait before the next */
    Duration turn() {
        try {
            Delivery delivery = outbox.next(this::send);
            if (delivery == Delivery.FAILED) {
                return pause();
            }
            failures = 0;
            return delivery == Delivery.DONE ? Duration.ZERO : BETWEEN_LOOKS;
        } catch (StoreUnavailableException e) {
            LOG.warnf("the webhook waits for the database: %s", e.getMessage());
            return pause();
        }
    }

    private Duration pause() {
        Duration pause = BETWEEN_LOOKS.multipliedBy(1L << Math.min(failures, 20));
        failures++;
        return pause.compareTo(maxPause) < 0 ? pause : maxPause;
    }

    private boolean send(OutboxRow row) {
        try {
            HttpResponse<Void> answer = http.send(request(row), HttpResponse.BodyHandlers.discarding());
            boolean taken = answer.statusCode() / 100 == 2;
            if (!taken) {
                LOG.warnf("the webhook answered %d; message %s waits", answer.statusCode(), row.id());
            }
            return taken;
        } catch (IOException e) {
            LOG.warnf("the webhook did not take message %s: %s", row.id(), e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest request(OutboxRow row) {
        return HttpRequest.newBuilder(target)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("X-Credence-Id", row.id().toString())
                .header(
                        "X-Credence-Signature",
                        signature.of(row.value(), Instant.now().getEpochSecond()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(row.value()))
                .build();
    }
}
