package no.lagret;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The direct sub-packages are the modules; these are their arrows, and how they are kept. */
@AnalyzeClasses(packages = "no.lagret", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final int LONGEST_CLASS = 400;
  private static final Set<String> SAYS_NOTHING =
      Set.of("util", "common", "impl", "config", "service", "exceptions");
  private static final Pattern JAVADOC =
      Pattern.compile("/\\*\\*(.*?)\\*/\\s*@NullMarked", Pattern.DOTALL);

  @ArchTest
  static final ArchRule reportKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("no.lagret.report..")
          .should()
          .dependOnClassesThat(in("no.lagret..").and(not("no.lagret.report..")));

  /** Records, no framework. */
  @ArchTest
  static final ArchRule reportIsPlainJava =
      noClasses()
          .that()
          .resideInAPackage("no.lagret.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "org.apache..", "tools.jackson..");

  @ArchTest
  static final ArchRule nobodyKnowsTheConsole =
      noClasses()
          .that(in("no.lagret.*..").and(not("no.lagret.console..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("no.lagret.console..");

  /** Two need what is invented there; the application itself starts it for its profile. */
  @ArchTest
  static final ArchRule onlyTheDryRunAndTheContractKitKnowTheDemo =
      noClasses()
          .that(
              in("no.lagret.*..")
                  .and(not("no.lagret.demo.."))
                  .and(not("no.lagret.dryrun.."))
                  .and(not("no.lagret.contractkit..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("no.lagret.demo..");

  @ArchTest
  static final ArchRule theDemoKnowsNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage("no.lagret.demo..")
          .should()
          .dependOnClassesThat(in("no.lagret..").and(not("no.lagret.demo..")));

  @ArchTest
  static final ArchRule noCyclesBetweenModules =
      slices().matching("no.lagret.(*)..").should().beFreeOfCycles();

  @ArchTest
  static void packageNamesSaySomething(JavaClasses classes) {
    Set<String> empty = new TreeSet<>();
    for (JavaClass each : classes) {
      for (String part : each.getPackageName().split("\\.")) {
        if (SAYS_NOTHING.contains(part)) {
          empty.add(each.getPackageName());
        }
      }
    }
    assertThat(empty).isEmpty();
  }

  @ArchTest
  static void everyPackageIsNullMarkedAndSaysInOneSentenceWhatItIs(JavaClasses classes)
      throws IOException {
    List<String> breaches = new ArrayList<>();
    for (JavaPackage each : classes.getPackage("no.lagret").getSubpackagesInTree()) {
      if (!each.getClasses().isEmpty()) {
        if (!each.isAnnotatedWith(NullMarked.class)) {
          breaches.add(each.getName() + " is not @NullMarked");
        }
        if (!hasOneSentence(each.getName())) {
          breaches.add(each.getName() + " lacks its one sentence");
        }
      }
    }
    assertThat(breaches).isEmpty();
  }

  private static boolean hasOneSentence(String packageName) throws IOException {
    Path info = SOURCES.resolve(packageName.replace('.', '/')).resolve("package-info.java");
    if (!Files.exists(info)) {
      return false;
    }
    Matcher javadoc = JAVADOC.matcher(Files.readString(info));
    return javadoc.find()
        && javadoc
            .group(1)
            .replaceAll("\\s*\\*\\s*", " ")
            .strip()
            .matches("[^.]+(\\.\\S[^.]*)*\\.");
  }

  @ArchTest
  static void noClassIsLong(JavaClasses classes) throws IOException {
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      List<Path> tooLong = new ArrayList<>();
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        try (Stream<String> lines = Files.lines(source)) {
          if (lines.count() > LONGEST_CLASS) {
            tooLong.add(source);
          }
        }
      }
      assertThat(tooLong).isEmpty();
    }
  }

  private static DescribedPredicate<JavaClass> in(String packages) {
    return JavaClass.Predicates.resideInAPackage(packages);
  }

  private static DescribedPredicate<JavaClass> not(String packages) {
    return JavaClass.Predicates.resideOutsideOfPackage(packages);
  }
}
