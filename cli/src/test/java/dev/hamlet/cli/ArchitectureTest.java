package dev.hamlet.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.locks.LockSupport;

/** Who may see whom. Each rule's reason is its documentation; ARCHITECTURE.md shows the picture. */
@AnalyzeClasses(packages = "dev.hamlet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] PURE = {
    "dev.hamlet.common.time..",
    "dev.hamlet.common.power..",
    "dev.hamlet.common.calibration..",
    "dev.hamlet.common.inference..",
    "dev.hamlet.common.experiment..",
    "dev.hamlet.common.statistics..",
    "dev.hamlet.coordinator.experiment..",
    "dev.hamlet.coordinator.schedule..",
    "dev.hamlet.coordinator.align..",
    "dev.hamlet.coordinator.result..",
    "dev.hamlet.coordinator.remote",
    "dev.hamlet.twin.."
  };

  @ArchTest
  static final ArchRule noCycles =
      slices()
          .matching("dev.hamlet.(*).(*)..")
          .should()
          .beFreeOfCycles()
          .because("a cycle means that two packages are one");

  @ArchTest
  static final ArchRule innerPackagesDoNotLookBack =
      slices()
          .matching("dev.hamlet.(**)")
          .should()
          .beFreeOfCycles()
          .because("a package within another is a layer that the other stands on");

  @ArchTest
  static final ArchRule coreIsPure =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.grpc..",
              "io.netty..",
              "com.google.protobuf..",
              "dev.hamlet.proto..",
              "io.micrometer..",
              "io.prometheus..",
              "org.tensorflow..",
              "org.slf4j..",
              "java.sql..",
              "org.jdbi..")
          .because("what decides a result must be testable with plain values");

  @ArchTest
  static final ArchRule wireStaysAtTheEdge =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.hamlet.proto..",
              "dev.hamlet.common.wire..",
              "dev.hamlet.agent.uplink..",
              "dev.hamlet.coordinator.ingest..",
              "dev.hamlet.coordinator.device..",
              "dev.hamlet.coordinator.artifact..",
              "dev.hamlet.coordinator.api..",
              "dev.hamlet.coordinator.remote.wire..",
              "dev.hamlet.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.hamlet.proto..")
          .because("the wire may change without touching the science");

  @ArchTest
  static final ArchRule nobodyWhoMeasuresKnowsTheTimeOfDay =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.hamlet.agent..",
              "dev.hamlet.worker..",
              "dev.hamlet.coordinator.align..",
              "dev.hamlet.coordinator.result..",
              "dev.hamlet.coordinator.schedule..",
              "dev.hamlet.coordinator.ingest..",
              "dev.hamlet.coordinator.telemetry..")
          .and()
          .resideOutsideOfPackage("dev.hamlet.agent.calibration..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("EpochClock")
          .because(
              "somebody sets wall clocks, back and forth, while boards measure; a calibration says its"
                  + " day, for people");

  @ArchTest
  static final ArchRule tensorflowStaysAway =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.hamlet.models..", "dev.hamlet.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tensorflow..", "org.bytedeco..")
          .because("a crash or a missing library of a runtime must not touch the sampler");

  @ArchTest
  static final ArchRule metricsInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.hamlet.common.metrics..",
              "dev.hamlet.agent.metrics..",
              "dev.hamlet.coordinator.export..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.prometheus..")
          .because(
              "Micrometer tells how our processes fare, the Prometheus client carries measurements: see ADR 2");

  @ArchTest
  static final ArchRule timeIsInjected =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.hamlet.common.time..")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(LockSupport.class, "parkNanos", long.class)
          .orShould()
          .callMethod(LockSupport.class, "parkNanos", Object.class, long.class)
          .because("a test can then own time");

  @ArchTest
  static final ArchRule onlyMainsSpeakToTheProcess =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Main")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .because("everything else can be tested and embedded");

  @ArchTest
  static final ArchRule valuesAreFinal =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(
              "dev.hamlet.common.power..",
              "dev.hamlet.common.inference..",
              "dev.hamlet.coordinator.result..")
          .should()
          .beFinal()
          .because("a value that crossed a thread must not change");

  @ArchTest
  static final ArchRule agentDoesNotSeeCoordinator =
      noClasses()
          .that()
          .resideInAPackage("dev.hamlet.agent..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.hamlet.coordinator..",
              "dev.hamlet.models..",
              "dev.hamlet.worker..",
              "dev.hamlet.cli..")
          .because("they meet on the wire");

  @ArchTest
  static final ArchRule coordinatorDoesNotSeeAgent =
      noClasses()
          .that()
          .resideInAPackage("dev.hamlet.coordinator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.hamlet.agent..",
              "dev.hamlet.models..",
              "dev.hamlet.worker..",
              "dev.hamlet.twin..",
              "dev.hamlet.cli..")
          .because("they meet on the wire, and a coordinator that knew of twins could favour them");

  @ArchTest
  static final ArchRule truthIsForTests =
      noClasses()
          .that()
          .resideInAnyPackage("dev.hamlet.agent..", "dev.hamlet.coordinator..", "dev.hamlet.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.hamlet.twin.truth..")
          .because("a measuring program that sees the truth proves nothing");

  @ArchTest
  static final ArchRule packagesHaveSubjects =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..misc..", "..impl..", "..manager..", "..dto..", "..helper..")
          .because("packages are named by the step of the work, never by technical kind");

  @ArchTest
  static final ArchRule commonHasNoRootClass =
      noClasses()
          .that(
              new com.tngtech.archunit.base.DescribedPredicate<JavaClass>("are not package-info") {
                @Override
                public boolean test(JavaClass type) {
                  return !type.getSimpleName().equals("package-info");
                }
              })
          .should()
          .resideInAPackage("dev.hamlet.common")
          .because("common has packages by subject; a root would collect");
}
