package io.credence.risk.webhook;

import io.credence.risk.config.CredenceConfig;
import io.credence.risk.port.WebhookOutbox;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts and stops the sender with the service, where a webhook is configured. */
@Singleton
final class WebhookService {

    private final CredenceConfig.Webhook config;
    private final WebhookOutbox outbox;
    private @Nullable WebhookSender sender;

    WebhookService(CredenceConfig config, WebhookOutbox outbox) {
        this.config = config.webhook();
        this.outbox = outbox;
    }

    void start(@Observes StartupEvent event) {
        config.url().ifPresent(url -> {
            WebhookSender made = new WebhookSender(
                    outbox, target(url), signature(config.secret()), config.timeout(), config.maxPause());
            Thread.ofPlatform().daemon().name("webhook").start(made);
            sender = made;
        });
    }

    void stop(@Observes ShutdownEvent event) {
        WebhookSender running = sender;
        if (running != null) {
            running.stop();
        }
    }

    /** An address may hold a token, so the message does not hold it. */
    static URI target(String url) {
        try {
            URI target = URI.create(url);
            if (target.getHost() != null && ("http".equals(target.getScheme()) || "https".equals(target.getScheme()))) {
                return target;
            }
        } catch (IllegalArgumentException e) {
            throw notAnAddress(e);
        }
        throw notAnAddress(null);
    }

    private static IllegalArgumentException notAnAddress(@Nullable Throwable cause) {
        return new IllegalArgumentException(
                "credence.webhook.url is no address of HTTP. Maybe https://desk.example.org/hooks/credence.", cause);
    }

    static Signature signature(Optional<String> secret) {
        return new Signature(
                secret.orElseThrow(
                        () -> new IllegalArgumentException(
                                "credence.webhook.secret is missing, so messages could not be signed. Maybe set CREDENCE_WEBHOOK_SECRET.")));
    }
}
