package io.credence.bnn.inference.distributed;

import io.credence.bnn.density.DataDensity;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Trainers on platform threads of this process, behind pipes; one of another process or machine speaks through its own streams. */
public final class LocalTrainers implements AutoCloseable {

    private static final Logger LOG = System.getLogger(LocalTrainers.class.getName());

    private final List<Thread> threads = new ArrayList<>();
    private final List<PipedOutputStream> questions = new ArrayList<>();

    /** Starts a trainer of these rows. */
    public Coordinator.Connection start(DataDensity own) throws IOException {
        PipedOutputStream asks = new PipedOutputStream();
        PipedInputStream asked = new PipedInputStream(asks);
        PipedOutputStream answers = new PipedOutputStream();
        PipedInputStream answered = new PipedInputStream(answers);
        questions.add(asks);
        threads.add(Thread.ofPlatform().daemon().start(() -> serve(own, asked, answers)));
        return new Coordinator.Connection(answered, asks);
    }

    /** A trainer that fails closes its answers, which its coordinator sees as their end. */
    private static void serve(DataDensity own, PipedInputStream asked, PipedOutputStream answers) {
        try (answers) {
            RemoteTrainer.of(own).serve(asked, answers);
        } catch (IOException hungUp) {
            LOG.log(Level.DEBUG, "the coordinator is gone: nobody waits for this trainer's answers", hungUp);
        }
    }

    /** Hangs up and waits for all. */
    @Override
    public void close() throws IOException {
        for (PipedOutputStream question : questions) {
            question.close();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
