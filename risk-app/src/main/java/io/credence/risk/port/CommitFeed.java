package io.credence.risk.port;

import java.util.function.Consumer;

/** Tells of every batch that this process committed, on the loop's thread: a listener must be quick and must not throw. */
public interface CommitFeed {

    /** @return closes the subscription */
    AutoCloseable subscribe(Consumer<Batch> listener);
}
