package io.credence.risk.demo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What makes two runs the same run: a kept folder is gone on with only under the options that made it.
 *
 * @param run a name that no other run has, of lower-case letters, digits and underscores
 */
record RunIdentity(String run, String tape, long rows, String bars, long instruments, String model, String broken) {

    /** The break of a run whose tape is played as it is. */
    static final String UNBROKEN = "none";

    private static final String BREAK = "break";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A new run's, or the kept one's when it was made with the same options. */
    static RunIdentity of(RunFolder folder, RunIdentity wanted) {
        Map<String, Object> kept = folder.read();
        if (kept.isEmpty()) {
            return wanted;
        }
        Map<String, Object> asked = wanted.values();
        asked.forEach((name, value) -> {
            Object before = kept.getOrDefault(name, name.equals(BREAK) ? UNBROKEN : null);
            if (!name.equals("run") && !value.equals(before)) {
                throw new DemoException(folder.path("run.json") + " was made with " + name + " " + before + ", now "
                        + value + " is asked for. Maybe name another folder with --keep.");
            }
        });
        return new RunIdentity(
                String.valueOf(kept.get("run")),
                wanted.tape,
                wanted.rows,
                wanted.bars,
                wanted.instruments,
                wanted.model,
                wanted.broken);
    }

    static String newName(Instant now) {
        byte[] random = new byte[2];
        ThreadLocalRandom.current().nextBytes(random);
        return STAMP.format(now) + "_" + HexFormat.of().formatHex(random);
    }

    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("run", run);
        values.put("tape", tape);
        values.put("rows", rows);
        values.put("bars", bars);
        values.put("instruments", instruments);
        values.put("model", model);
        values.put(BREAK, broken);
        return values;
    }
}
