package io.credence.risk.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys that begin with {@code credence.}; each may be given as an environment variable, as CREDENCE_DB_URL. */
@ConfigMapping(prefix = "credence")
public interface CredenceConfig {

    Db db();

    Kafka kafka();

    Retrain retrain();

    Stream stream();

    Webhook webhook();

    Retention retention();

    S3 s3();

    /** The folder that Credence was started from; set by the launcher. */
    Optional<String> home();

    /** Whether this process ends with its standard input; set by a supervisor, and named here since unknown keys are refused. */
    Optional<Boolean> piped();

    /** Whether standard error is a terminal; set by the launcher. */
    Optional<Boolean> terminal();

    /** Whether a failed command prints its stack trace. */
    Optional<Boolean> stacktrace();

    /** The bar length, as {@code 1m}. */
    @WithDefault("1m")
    String bars();

    /** Horizons in bars. */
    @WithDefault("1,5,15")
    List<Integer> horizons();

    /** {@code NAME:TICK:CALENDAR}, as {@code BTCUSD:0.01:24x7}; entered into the store at start beside those it has. */
    Optional<List<String>> instruments();

    /** The model that retraining fits, as {@code bayesian}. */
    @WithDefault("bayesian")
    String model();

    /** The folder with the files of the model versions, or {@code s3://BUCKET/PREFIX}. */
    @WithDefault("registry")
    String registry();

    /** How long records may come after a later one of their partition. */
    @WithDefault("PT2S")
    Duration allowedLateness();

    /** A tick further than this past its partition's highest event time is not believed. */
    @WithDefault("P7D")
    Duration maxGap();

    /** PostgreSQL or TimescaleDB. */
    interface Db {

        @WithDefault("jdbc:postgresql://localhost:5432/credence")
        String url();

        @WithDefault("credence")
        String user();

        Optional<String> password();

        /** The schema that holds Credence's tables. */
        @WithDefault("credence")
        String schema();
    }

    /** The broker and its topics. */
    interface Kafka {

        @WithDefault("localhost:9092")
        String bootstrap();

        /** The consumer group. */
        @WithDefault("credence")
        String group();

        /**
         * Names this replica for good: one that is started again under its name has its partitions back at once instead of
         * after the session's time.
         */
        Optional<String> instanceId();

        /** Stands before the name of each topic, as {@code demo.} before {@code market.ticks}. */
        Optional<String> topicPrefix();

        /** At most so many records a poll: few, so that the bars of one partition need not wait for those of the next. */
        @WithDefault("50")
        int maxPollRecords();
    }

    /** The stream loop. */
    interface Stream {

        /** Whether this process reads the topic; without, it answers questions only. */
        @WithDefault("true")
        boolean enabled();
    }

    /** The S3-compatible store of a registry whose name begins with {@code s3://}. */
    interface S3 {

        /** As {@code https://minio.example.org:9000}; Amazon's own when absent. */
        Optional<String> endpoint();

        @WithDefault("us-east-1")
        String region();

        /** Without, the environment and the files that Amazon's tools read are asked. */
        Optional<String> accessKey();

        /** Never logged. */
        Optional<String> secretKey();
    }

    /** How long rows stay, by the stream's own time. */
    interface Retention {

        /** Forecasts, scores and monitor states older than this are removed, whole months or chunks at a time; absent keeps all. */
        Optional<Duration> keep();

        /** What is older than this is stored by columns on TimescaleDB; absent stores all by rows. */
        Optional<Duration> compressAfter();
    }

    /** Whom incidents are told to by HTTP. */
    interface Webhook {

        /** Where each change of an incident is posted to; nobody is told when absent. */
        Optional<String> url();

        /** Signs the bodies, by HMAC-SHA256; at least 16 characters. Never logged. */
        Optional<String> secret();

        /** How long a call may take. */
        @WithDefault("PT5S")
        Duration timeout();

        /** The longest pause between two tries while the receiver is down. */
        @WithDefault("PT5M")
        Duration maxPause();
    }

    /** Nightly retraining. */
    interface Retrain {

        /** Whether nights insert a training run and this service starts trainers. */
        @WithDefault("true")
        boolean enabled();

        /** Whether a night updates the champion by what has come since, where its model can, in place of a fit from nothing. */
        @WithDefault("false")
        boolean continual();

        /** Training steps. */
        @WithDefault("400")
        int steps();

        @WithDefault("1")
        long seed();

        /** How far back a trainer reads. */
        @WithDefault("P90D")
        Duration window();

        /** How often a trainer saves how far it has come; one that is started after it was killed goes on from there. */
        @WithDefault("PT10S")
        Duration checkpointEvery();

        /** The files of so many of the newest challengers that were never promoted nor on trial are kept; 0 keeps all. */
        @WithDefault("0")
        int keepRejected();

        /** How many nights a challenger forecasts beside the champion before it may take over; 0 promotes it at once. */
        @WithDefault("0")
        int shadowNights();

        /** How long after a run that an incident asked for, whatever came of it, an incident may ask for the next. */
        @WithDefault("PT1H")
        Duration coolDown();
    }
}
