package io.credence.risk.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.credence.risk.messaging.StreamService;
import io.credence.risk.rest.Desk;
import io.credence.risk.rest.Seed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser, on the real service and database. */
@QuarkusTest
@WithTestResource(Desk.class)
final class PageIT {

    private static final Pattern DRAWN = Pattern.compile("[1-9]\\d*");

    private static Chromium chromium;

    @Inject
    Seed seed;

    @Inject
    StreamService service;

    @TestHTTPResource("/")
    URI home;

    private final List<String> complaints = new ArrayList<>();
    private final List<String> strangers = new ArrayList<>();
    private BrowserContext context;

    @BeforeAll
    static void start() {
        Optional<Path> executable = Chromium.executable();
        // Continuous integration installs it: there, tests that did not run must not pass for tests that passed.
        boolean excused = executable.isEmpty() && System.getenv("CI") == null;
        Assumptions.assumeFalse(excused, "browser tests need chromium at /usr/bin/chromium");
        chromium = Chromium.start(executable.orElseThrow());
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void enter() {
        seed.enter();
    }

    @AfterEach
    void closeContext() {
        context.close();
    }

    @Test
    void drawsFromTheStoreWithoutComplaintOrForeignRequest() {
        Page page = open(1280, 800, ColorScheme.LIGHT);
        for (String chart : List.of("price", "deviation", "exceedance", "pit", "reliability")) {
            assertThat(page.locator("#" + chart + "-chart")).hasAttribute("data-points", DRAWN);
        }
        assertThat(page.locator("#close")).hasText(shown(seed.newest().close()));
        assertThat(page.locator("#risk-table tbody tr")).hasCount(6);
        assertThat(page.locator("#champion-version")).hasText(Seed.CHAMPION);
        assertThat(page.locator("#price-chart"))
                .hasAttribute("aria-label", Pattern.compile(Seed.INSTRUMENT + " closed at .* with 90 %\\."));
        assertThat(complaints).isEmpty();
        assertThat(strangers).isEmpty();
    }

    @Test
    void showsACommittedBarAtOnce() {
        Page page = open(1280, 800, ColorScheme.LIGHT);
        assertThat(page.locator("#close")).hasText(shown(seed.newest().close()));
        assertThat(page.locator("#connection")).hasAttribute("data-state", "live");
        service.committed(seed.next());
        String minute = seed.newest().end().toString().substring(11, 16);
        assertThat(page.locator("#ended")).containsText(minute);
        assertThat(page.locator("#close")).hasText(shown(seed.newest().close()));
    }

    @Test
    void showsAnAlertThatIsRaised() {
        Page page = open(1280, 800, ColorScheme.LIGHT);
        assertThat(page.locator("#alerts .open").first()).containsText("times as wide as forecast");
        assertThat(page.locator("#alerts .cleared").first()).containsText("1.2 times");
        service.committed(seed.next(Seed.alert(5, null)));
        assertThat(page.locator("#alerts .open").first()).containsText("1.5 times");
        assertThat(page).hasTitle(Pattern.compile("\\(\\d\\) Credence"));
    }

    @Test
    void anIncidentShowsItsCauseAndStateAndIsTakenOn() {
        Page page = open(1280, 800, ColorScheme.LIGHT);
        Locator incident = page.locator("#incidents li").first();
        assertThat(incident).containsText("calibration");
        service.committed(seed.next(Seed.alert(6, null, "QUIET")));
        assertThat(incident).containsText("escalated");
        incident.locator("button").click();
        page.locator("#by").fill("R. Desk");
        page.locator("#why").fill("outage");
        page.locator("#acknowledge button.primary").click();
        assertThat(incident).containsText("acknowledged");
        assertThat(incident).containsText("R. Desk: outage");
    }

    @Test
    void keysChooseTheHorizonAndOpenHelp() {
        Page page = open(1280, 800, ColorScheme.LIGHT);
        assertThat(page.locator("#horizons input[value='1']")).isChecked();
        page.keyboard().press("3");
        assertThat(page.locator("#horizons input[value='15']")).isChecked();
        assertThat(page).hasURL(Pattern.compile("horizon=15"));
        assertThat(page.locator("#risk-table tr.chosen").first()).containsText("15 bars");
        page.keyboard().press("?");
        assertThat(page.locator("#help")).isVisible();
        assertThat(page.locator("#help kbd").first()).hasText("1");
        page.keyboard().press("Escape");
        assertThat(page.locator("#help")).isHidden();
    }

    @Test
    void measuresAPortfolioAndKeepsItsPositions() {
        Page page = open(1280, 800, ColorScheme.DARK);
        page.keyboard().press("p");
        page.locator("#portfolio-add").click();
        page.locator("#positions li:last-child select").first().selectOption("ETHUSD");
        page.locator("#positions li:last-child input").fill("-40");
        page.locator("#portfolio-measure").click();
        assertThat(page.locator("#portfolio-table tbody tr")).hasCount(3);
        assertThat(page.locator("#portfolio-table tbody tr").nth(1)).containsText("ETHUSD");
        assertThat(page.locator("#portfolio-figures")).containsText("simulated to ±");
        assertThat((List<?>) page.evaluate(CONTRAST)).isEmpty();
        page.keyboard().press("Escape");
        assertThat(page.locator("#portfolio")).isHidden();
        page.reload();
        page.locator("#portfolio-open").click();
        assertThat(page.locator("#positions li")).hasCount(2);
        assertThat(page.locator("#positions li:last-child input")).hasValue("-40");
    }

    @Test
    void saysWhyAPortfolioCannotBeMeasured() {
        Page page = open(1280, 800, ColorScheme.LIGHT);
        page.locator("#portfolio-open").click();
        page.locator("#positions select").first().selectOption("QUIET");
        page.locator("#portfolio-measure").click();
        assertThat(page.locator("#portfolio-answer")).containsText("no forecast for 1 bars is stored yet of QUIET");
        assertThat(page.locator("#portfolio-result")).isHidden();
        complaints.clear();
    }

    @Test
    void everyChartIsATableToo() {
        Page page = open(1280, 800, ColorScheme.LIGHT);
        assertThat(page.locator("#pit-chart")).hasAttribute("data-points", DRAWN);
        for (String name : List.of("price", "deviation", "exceedance", "calibration")) {
            page.locator("[data-table=" + name + "]").click();
            assertThat(page.locator("#data tbody tr").nth(19)).isVisible();
            page.keyboard().press("Escape");
        }
    }

    @Test
    void anInstrumentWithoutBarsSaysWhatItWaitsFor() {
        Page page = open(1280, 800, ColorScheme.LIGHT);
        page.locator("#instrument").selectOption("QUIET");
        assertThat(page.locator("#price-chart .empty")).hasText("waiting for the first bar");
        assertThat(page.locator("#pit-chart .empty")).isVisible();
        assertThat(page.locator("#close")).hasText("–");
    }

    @Test
    void saysThatTheConnectionIsLost() {
        Page page = page(1280, 800, ColorScheme.LIGHT);
        page.route("**/api/v1/stream**", Route::abort);
        page.navigate(home.toString());
        assertThat(page.locator("#connection")).hasAttribute("data-state", "lost");
        assertThat(page.locator("#connection-text")).containsText("connection lost");
    }

    @Test
    void themeIsTheSystemsUntilChosen() {
        Page page = open(1280, 800, ColorScheme.DARK);
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        page.locator("#theme").click();
        page.reload();
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
    }

    /** WCAG 2.2, 1.4.3: 4.5 to 1 for all text. */
    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void textHasContrast(ColorScheme scheme) {
        Page page = open(1280, 800, scheme);
        assertThat(page.locator("#alerts .cleared").first()).isVisible();
        assertThat(page.locator("#coverage dd").first()).isVisible();
        Object weak = page.evaluate(CONTRAST);
        assertThat((List<?>) weak).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1280,800", "1920,1080"})
    void mainPanelsFitTheScreen(int width, int height) {
        Page page = open(width, height, ColorScheme.LIGHT);
        assertThat(page.locator("#champion dl")).isVisible();
        assertThat(page.evaluate("() => document.documentElement.scrollHeight")).isEqualTo(height);
        Object hidden = page.evaluate("""
                () => ['.price', '.deviation', '.exceedance', '.risk', '.calibration'].filter(name => {
                  const panel = document.querySelector(name);
                  const inner = panel.querySelector('.scroll') ?? panel;
                  return inner.scrollHeight > inner.clientHeight + 1 || inner.scrollWidth > inner.clientWidth + 1;
                })""");
        assertThat((List<?>) hidden).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/v1/instruments", "q/swagger-ui/", "schemas/forecast.schema.json"})
    void linksLeadSomewhere(String path) {
        Page page = page(1280, 800, ColorScheme.LIGHT);
        assertThat(page.navigate(home + path).status()).isEqualTo(200);
    }

    private Page open(int width, int height, ColorScheme scheme) {
        Page page = page(width, height, scheme);
        page.navigate(home.toString());
        assertThat(page.locator("#price-chart")).hasAttribute("data-points", DRAWN);
        return page;
    }

    private Page page(int width, int height, ColorScheme scheme) {
        context = chromium.browser()
                .newContext(
                        new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(home.toString()) && !request.url().startsWith("data:")) {
                strangers.add(request.url());
            }
        });
        return page;
    }

    private static String shown(double price) {
        return String.format(Locale.UK, "%,.2f", price);
    }

    /** Text whose colour stands out from the first opaque ground behind it by less than 4.5 to 1. */
    private static final String CONTRAST = """
            () => {
              const parse = colour => colour.match(/[\\d.]+/g).map(Number);
              const linear = part => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
              const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
              const ground = element => {
                for (let e = element; e; e = e.parentElement) {
                  const colour = parse(getComputedStyle(e).backgroundColor);
                  if (colour.length === 3 || colour[3] === 1) return colour;
                }
                return [255, 255, 255];
              };
              const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
              const weak = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              let seen = 0;
              while (walker.nextNode()) {
                const element = walker.currentNode.parentElement;
                if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
                seen++;
                const found = ratio(light(parse(getComputedStyle(element).color)), light(ground(element)));
                if (found < 4.5) weak.push(`${element.className || element.tagName}: ${walker.currentNode.data.trim()} ${found.toFixed(2)}`);
              }
              return seen > 40 ? weak : [`only ${seen} texts were seen`];
            }""";
}
