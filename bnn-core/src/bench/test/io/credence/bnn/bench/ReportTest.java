package io.credence.bnn.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportTest {

    @TempDir
    Path folder;

    private final Report report = Report.of("speed", "name", "steps", "us")
            .row("a", 3, 12.3456)
            .row("b", 4, Double.NaN)
            .note("One run.");

    @Test
    void writesJsonAndMarkdownSideBySide() throws IOException {
        report.write(folder.resolve("speed.json"));
        JsonObject json = JsonParser.parseString(Files.readString(folder.resolve("speed.json")))
                .getAsJsonObject();
        JsonObject row = json.getAsJsonArray("rows").get(0).getAsJsonObject();
        assertThat(row.keySet()).containsExactly("name", "steps", "us");
        assertThat(row.get("us").getAsDouble()).isEqualTo(12.3456);
        assertThat(json.getAsJsonArray("rows")
                        .get(1)
                        .getAsJsonObject()
                        .get("us")
                        .isJsonNull())
                .isTrue();
        assertThat(Files.readString(folder.resolve("speed.md"))).isEqualTo(report.markdown());
    }

    @Test
    void theTableHasALineForEachRow() {
        assertThat(report.markdown().lines())
                .contains("| name | steps | us |", "| a | 3 | 12.35 |", "| b | 4 | - |", "- One run.");
    }

    @Test
    void furtherTablesHaveTheirOwnNamesAndColumns() {
        Report several = Report.of("several");
        several.table("costs", "method", "us").row("a", 2.5);
        JsonObject json = JsonParser.parseString(several.json()).getAsJsonObject();
        assertThat(json.has("rows")).isFalse();
        assertThat(json.getAsJsonArray("costs")
                        .get(0)
                        .getAsJsonObject()
                        .get("us")
                        .getAsDouble())
                .isEqualTo(2.5);
        assertThat(several.markdown().lines()).contains("## costs", "| method | us |", "| a | 2.500 |");
    }

    @ParameterizedTest
    @CsvSource({"0.0123456,0.01235", "-1.14159,-1.142", "123456.7,123457", "1e-5,1.000e-05", "0,0", "9.9999,10.000"})
    void numbersKeepFourDigits(double value, String text) {
        assertThat(Report.number(value)).isEqualTo(text);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> report.row("c")).hasMessageContaining("3 columns but got 1");
        assertThatThrownBy(() -> report.write(folder.resolve("speed.txt"))).hasMessageContaining(".json");
        assertThatThrownBy(() -> report.write(folder.resolve("no/speed.json"))).hasMessageContaining("Maybe");
    }
}
