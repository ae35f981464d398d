package io.credence.forecasting.model.bayesian;

import io.credence.bnn.engine.EngineInfo;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.inference.vi.TrainingOptions;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.TrainingData;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The facts of a fit that a validator asks for. */
final class Provenance {

    private Provenance() {}

    static SortedMap<String, String> of(TrainingData data, FitOptions options, TrainingOptions training) {
        EngineInfo engine =
                training.device() == TrainingOptions.Device.AUTO ? TensorEngine.trainingInfo() : TensorEngine.info();
        TreeMap<String, String> facts = new TreeMap<>();
        facts.put("bar_spec", data.spec().toString());
        facts.put("horizons", data.horizons().toString());
        facts.put("instruments", Integer.toString(data.series().size()));
        facts.put("bars", Long.toString(bars(data).count()));
        facts.put("data_sha256", fingerprint(data));
        facts.put(
                "trained_from",
                ends(data).min(Comparator.naturalOrder()).orElseThrow().toString());
        facts.put(
                FittedModel.TRAINED_UNTIL,
                ends(data).max(Comparator.naturalOrder()).orElseThrow().toString());
        facts.put("seed", Long.toString(options.seed()));
        facts.put("steps", Integer.toString(options.steps()));
        facts.put("inference", "bayes by backprop, mean-field head");
        facts.put("training", training.toString());
        facts.put("engine", engine.name() + ' ' + engine.version());
        facts.put("device", engine.device());
        facts.put("threads", Integer.toString(engine.intraOpThreads()));
        facts.put("cpu_capability", engine.cpuCapability());
        return facts;
    }

    private static Stream<Bar> bars(TrainingData data) {
        return data.series().stream().flatMap(series -> series.bars().stream());
    }

    private static Stream<Instant> ends(TrainingData data) {
        return bars(data).map(Bar::end);
    }

    private static String fingerprint(TrainingData data) {
        MessageDigest digest = sha256();
        for (BarSeries series : data.series()) {
            digest.update(series.instrument().name().getBytes(StandardCharsets.UTF_8));
            series.bars().forEach(bar -> digest.update(bytes(bar)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] bytes(Bar bar) {
        return ByteBuffer.allocate(52)
                .putLong(bar.end().toEpochMilli())
                .putDouble(bar.open())
                .putDouble(bar.high())
                .putDouble(bar.low())
                .putDouble(bar.close())
                .putDouble(bar.volume())
                .putInt(bar.ticks())
                .array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
