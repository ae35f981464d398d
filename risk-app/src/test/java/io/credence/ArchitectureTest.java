package io.credence;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The arrows between modules and between rooms, as DESIGN draws them: each rule fails when a wire leaves its room. */
@AnalyzeClasses(packages = "io.credence", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String BNN = "io.credence.bnn..";
    private static final String FORECASTING = "io.credence.forecasting..";
    private static final String RISK = "io.credence.risk..";
    private static final String MIGRATIONS = "io.credence.migrations..";

    /** Rules about an empty room pass, so the rooms must have been seen. */
    @ArchTest
    static void everyModuleIsOnTheClassPath(JavaClasses seen) {
        assertThat(seen.stream().map(JavaClass::getPackageName).map(name -> name.split("\\.")[2]))
                .contains("bnn", "forecasting", "migrations", "risk");
    }

    // ---- modules

    @ArchTest
    static final ArchRule bnnCoreKnowsNoMarkets =
            none(BNN, FORECASTING, RISK, MIGRATIONS).because("bnn-core is Bayesian networks and nothing else");

    @ArchTest
    static final ArchRule forecastingKnowsNoService =
            none(FORECASTING, RISK, MIGRATIONS).because("bnn-core <- forecasting <- risk-app");

    @ArchTest
    static final ArchRule migrationsStandAlone =
            none(MIGRATIONS, BNN, FORECASTING, RISK).because("it is the schema alone");

    @ArchTest
    static final ArchRule forecastingKnowsNoWires = none(
                    FORECASTING,
                    "org.apache.kafka..",
                    "java.sql..",
                    "javax.sql..",
                    "jakarta..",
                    "io.quarkus..",
                    "org.eclipse.microprofile..")
            .because("forecasts are pure functions of data");

    @ArchTest
    static final ArchRule onlyBnnCoreKnowsDjl = only("ai.djl..", BNN);

    @ArchTest
    static final ArchRule onlyOneRoomKnowsNetworks = noClasses()
            .that()
            .resideOutsideOfPackages(BNN, "io.credence.forecasting.model.bayesian..")
            .should(dependOnClassesThat(
                    resideInAPackage(BNN).and(DescribedPredicate.not(resideInAPackage("io.credence.bnn.linalg..")))))
            .because("networks stay in one room; plain linear algebra is a tool of every room");

    // ---- wires of the service

    @ArchTest
    static final ArchRule onlyPersistenceKnowsSql =
            only("java.sql..", "io.credence.risk.persistence..", "io.credence.risk.embedded..", MIGRATIONS);

    @ArchTest
    static final ArchRule onlyMessagingKnowsKafka = only("org.apache.kafka..", "io.credence.risk.messaging..");

    @ArchTest
    static final ArchRule onlyTheRegistryKnowsS3 = only("software.amazon..", "io.credence.risk.registry..");

    @ArchTest
    static final ArchRule onlyOuterRoomsKnowHttp =
            only("jakarta.ws.rs..", "io.credence.risk.rest..", "io.credence.risk.web..");

    // ---- rings of the service

    @ArchTest
    static final ArchRule innerRoomsSeeNoOuterOnes = seesOnly(
            new String[] {"io.credence.risk.domain..", "io.credence.risk.alert.."},
            "io.credence.risk.domain..",
            "io.credence.risk.alert..");

    @ArchTest
    static final ArchRule middleRoomsSeeNoOuterOnes = seesOnly(
            new String[] {"io.credence.risk.application..", "io.credence.risk.port.."},
            "io.credence.risk.domain..",
            "io.credence.risk.alert..",
            "io.credence.risk.application..",
            "io.credence.risk.port..");

    @ArchTest
    static final ArchRule portsKnowNoUseCase = none("io.credence.risk.port..", "io.credence.risk.application..");

    // ---- cycles

    @ArchTest
    static final ArchRule bnnHasNoCycles = noCycles("io.credence.bnn.(*)..");

    @ArchTest
    static final ArchRule forecastingHasNoCycles = noCycles("io.credence.forecasting.(*)..");

    @ArchTest
    static final ArchRule riskHasNoCycles = noCycles("io.credence.risk.(*)..");

    // ---- habits

    @ArchTest
    static final ArchRule onlyCommandsPrint = noClasses()
            .that()
            .resideOutsideOfPackages("io.credence.risk.cli..", "io.credence.forecasting.cli..")
            .should()
            .accessField(System.class, "out")
            .because("standard output belongs to results");

    @ArchTest
    static final ArchRule libraryKnowsNoWallClock = noClasses()
            .that()
            .resideInAnyPackage(BNN, FORECASTING)
            .and()
            .resideOutsideOfPackage("io.credence.forecasting.cli..")
            .should()
            .callMethodWhere(readsTheWallClock())
            .because("time is an argument: a result depends on data, never on when it was computed");

    @ArchTest
    static final ArchRule numbersOutliveTheBackwardPass = noClasses()
            .that()
            .resideInAPackage(BNN)
            .should()
            .callMethodWhere(handsAPlainNumberToTheEngine())
            .because("a collection between forward and backward frees the number's memory, and the gradient is wrong"
                    + " without a word; engine.Scalars keeps it");

    @ArchTest
    static final ArchRule everyRoomIsNullMarked =
            classes().should(haveNullMarkedPackage()).because("null is a compile error where a package is marked");

    private static ArchRule none(String from, String... to) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to)
                .allowEmptyShould(true);
    }

    private static ArchRule only(String library, String... rooms) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("only " + String.join(", ", rooms) + " may know " + library);
    }

    private static ArchRule seesOnly(String[] rooms, String... allowed) {
        return noClasses()
                .that()
                .resideInAnyPackage(rooms)
                .should(dependOnClassesThat(
                        resideInAPackage(RISK).and(DescribedPredicate.not(resideInAnyPackage(allowed)))))
                .allowEmptyShould(true);
    }

    private static ArchRule noCycles(String rooms) {
        return slices().matching(rooms).should().beFreeOfCycles().allowEmptyShould(true);
    }

    private static ArchCondition<JavaClass> haveNullMarkedPackage() {
        return new ArchCondition<>("have a @NullMarked package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type, marked, type.getName() + " is in a package without @NullMarked"));
            }
        };
    }

    private static final Map<String, Set<String>> WALL_CLOCK = Map.of(
            "java.lang.System", Set.of("currentTimeMillis"),
            "java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system", "tickMillis", "tickSeconds"),
            "java.time.Instant", Set.of("now"),
            "java.time.LocalDate", Set.of("now"),
            "java.time.LocalDateTime", Set.of("now"),
            "java.time.OffsetDateTime", Set.of("now"),
            "java.time.ZonedDateTime", Set.of("now"));

    /** Of the operations whose backward pass reads the number; sums do not. */
    private static DescribedPredicate<JavaMethodCall> handsAPlainNumberToTheEngine() {
        return describe("hands a plain number to mul, div, pow, maximum or minimum of an NDArray", call -> {
            MethodCallTarget target = call.getTarget();
            return target.getOwner().getName().equals("ai.djl.ndarray.NDArray")
                    && Set.of("mul", "div", "pow", "maximum", "minimum").contains(target.getName())
                    && target.getRawParameterTypes().size() == 1
                    && target.getRawParameterTypes().getFirst().isEquivalentTo(Number.class);
        });
    }

    private static DescribedPredicate<JavaMethodCall> readsTheWallClock() {
        return describe("reads the wall clock", call -> {
            MethodCallTarget target = call.getTarget();
            return WALL_CLOCK
                    .getOrDefault(target.getOwner().getName(), Set.of())
                    .contains(target.getName());
        });
    }
}
