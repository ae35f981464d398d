package io.credence.migrations;

/** What divides the tables of time. Every query of the service runs on both. */
public enum Engine {
    /** Hypertables. */
    TIMESCALE("timescale", "V2__hypertables.sql"),
    /** Range partitions by month. */
    POSTGRES("postgres", "V2__partitions.sql");

    private final String location;
    private final String mark;

    Engine(String location, String mark) {
        this.location = location;
        this.mark = mark;
    }

    /** The folder with its scripts. */
    String location() {
        return location;
    }

    /** The script that only this engine's schemas have run. */
    String mark() {
        return mark;
    }
}
