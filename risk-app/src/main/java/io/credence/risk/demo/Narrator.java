package io.credence.risk.demo;

import io.credence.forecasting.model.ProgressListener;

/** Where the demo says what it does. */
public interface Narrator {

    /** One line. */
    void say(String line);

    /** A task whose steps are counted in a unit (a plural). */
    Task begin(String task, String unit);

    /** A task that is being counted; closed at its end. */
    interface Task extends ProgressListener, AutoCloseable {
        @Override
        void close();
    }
}
