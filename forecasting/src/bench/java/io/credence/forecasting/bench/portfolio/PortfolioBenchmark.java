package io.credence.forecasting.bench.portfolio;

import io.credence.bnn.bench.Benchmark;
import io.credence.bnn.bench.Report;
import io.credence.forecasting.dataset.PriceFile;
import io.credence.forecasting.dataset.ReturnSeries;
import io.credence.forecasting.dataset.SeriesReader;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.model.UnivariateCatalogue;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.portfolio.DependenceFit;
import io.credence.forecasting.portfolio.DynamicCorrelation;
import io.credence.forecasting.portfolio.PortfolioRisk;
import io.credence.forecasting.portfolio.ScenarioPlan;
import io.credence.forecasting.portfolio.Scenarios;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether losses of portfolios of real stocks are over their VaR as often as they should be. */
@Command(
        name = "portfolio",
        description = "Backtest VaR and ES of portfolios of stocks, by how names are assumed to move.")
public final class PortfolioBenchmark extends Benchmark {

    private static final int TESTED_FROM = 500;
    private static final int REFIT = 21;
    private static final int ROWS = 500;
    private static final List<Book> BOOKS = List.of(new Book("all long", false), new Book("every second short", true));
    private static final List<ConfidenceLevel> LEVELS = ConfidenceLevel.STANDARD;

    @Option(names = "--data", paramLabel = "DIR", description = "Where daily is (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(System.getProperty("credence.home", "."), "../shared/data");

    @Option(names = "--names", split = ",", paramLabel = "NAME", description = "Stocks (default: ${DEFAULT-VALUE}).")
    private List<String> names = List.of("AAPL", "JPM", "XOM", "JNJ", "WMT", "BA", "MSFT", "PG", "GE", "CAT");

    @Option(names = "--model", paramLabel = "NAME", description = "Of each stock (default: ${DEFAULT-VALUE}).")
    private String model = "gjr-skewt";

    @Option(names = "--seed", description = "Of the scenarios (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Override
    protected Report measure() {
        List<Stock> stocks = stocks();
        Report report = Report.of(
                "portfolio", "book", "dependence", "level", "days", "hits %", "Kupiec p", "loss over ES", "FZ0");
        double freedom = 0;
        int fits = 0;
        Ledger[][][] ledgers = ledgers();
        DependenceFit fit = fitted(stocks, TESTED_FROM);
        DynamicCorrelation dynamic = DynamicCorrelation.of(pits(stocks, TESTED_FROM));
        for (int day = TESTED_FROM; day < stocks.getFirst().returns().length; day++) {
            if ((day - TESTED_FROM) % REFIT == 0) {
                fit = fitted(stocks, day);
                dynamic = DynamicCorrelation.of(pits(stocks, day));
                freedom += 1 / fit.dependence().freedom();
                fits++;
                progress("day " + day + ", degrees of freedom "
                        + fit.dependence().freedom());
            }
            run(stocks, day, new Assumption.Known(fit, dynamic, pits(stocks, day)), ledgers);
        }
        addTo(report, ledgers);
        return report.note("loss over ES is the mean loss beyond VaR over the mean ES of those days.")
                .note("The t copula's degrees of freedom, harmonic mean over " + fits + " fits: " + fits / freedom
                        + ".");
    }

    private List<Stock> stocks() {
        PriceFile file = PriceFile.ofPrices(data.resolve("daily").resolve("sp500_panel_2013_2018.csv.gz"))
                .withInstruments(new LinkedHashSet<>(names));
        List<ReturnSeries> series = SeriesReader.of(file).read().series();
        List<Stock> stocks = new ArrayList<>();
        for (ReturnSeries each : series) {
            if (!each.times().equals(series.getFirst().times())) {
                throw new IllegalArgumentException(each.instrument() + " does not have the days of "
                        + series.getFirst().instrument() + ". Maybe leave it out of --names.");
            }
            progress(each.instrument() + ": " + each.size() + " returns");
            stocks.add(Stock.walk(UnivariateCatalogue.named(model), ReturnHistory.of(each.returns(), each.ranges())));
        }
        return stocks;
    }

    private static DependenceFit fitted(List<Stock> stocks, int day) {
        return DependenceFit.of(pits(stocks, day), 1);
    }

    private static double[][] pits(List<Stock> stocks, int day) {
        return stocks.stream().map(stock -> stock.pitsBefore(day, ROWS)).toArray(double[][]::new);
    }

    private static Ledger[][][] ledgers() {
        Ledger[][][] ledgers = new Ledger[BOOKS.size()][Assumption.values().length][LEVELS.size()];
        for (Ledger[][] book : ledgers) {
            for (Ledger[] assumption : book) {
                for (int i = 0; i < assumption.length; i++) {
                    assumption[i] = new Ledger(LEVELS.get(i));
                }
            }
        }
        return ledgers;
    }

    private void run(List<Stock> stocks, int day, Assumption.Known known, Ledger[][][] ledgers) {
        List<ForecastDistribution> forecasts =
                stocks.stream().map(stock -> stock.forecast(day)).toList();
        ScenarioPlan plan = new ScenarioPlan(2048, 4, seed + day);
        for (Assumption assumption : Assumption.values()) {
            Scenarios scenarios = Scenarios.draw(assumption.copula(known), forecasts, plan);
            for (int b = 0; b < BOOKS.size(); b++) {
                double[] values = BOOKS.get(b).values(stocks.size());
                double loss = loss(stocks, day, values);
                List<PortfolioRisk> risks = PortfolioRisk.of(scenarios, values, LEVELS);
                for (int i = 0; i < LEVELS.size(); i++) {
                    ledgers[b][assumption.ordinal()][i].add(risks.get(i), loss);
                }
            }
        }
    }

    private static double loss(List<Stock> stocks, int day, double[] values) {
        double loss = 0;
        for (int i = 0; i < values.length; i++) {
            loss -= values[i] * Math.expm1(stocks.get(i).returns()[day] / 100);
        }
        return loss;
    }

    private static void addTo(Report report, Ledger[][][] ledgers) {
        for (int b = 0; b < BOOKS.size(); b++) {
            for (Assumption assumption : Assumption.values()) {
                for (Ledger ledger : ledgers[b][assumption.ordinal()]) {
                    ledger.addTo(report, BOOKS.get(b), assumption);
                }
            }
        }
    }
}
