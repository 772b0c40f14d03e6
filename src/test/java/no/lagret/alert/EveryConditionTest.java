package no.lagret.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import no.lagret.testing.BeginsAndEnds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/**
 * No condition without a test in which it begins by its cause and ends by what the document says.
 */
class EveryConditionTest {

  /** What only a test with root's rights can bring about, and is tagged long for. */
  private static final Set<Condition> ONLY_IN_LONG_TESTS =
      // SlowDiskIT: only a device that is held up is slow to sync, and only root makes one.
      EnumSet.of(Condition.DISK_SLOW);

  @Test
  void isBegunAndEndedByATestThatAlwaysRuns() {
    Set<Condition> without = EnumSet.allOf(Condition.class);
    for (JavaMethod method : promises()) {
      assertThat(method.isMetaAnnotatedWith(Testable.class)).as(method.getFullName()).isTrue();
      if (!isLong(method)) {
        List.of(method.getAnnotationOfType(BeginsAndEnds.class).value()).forEach(without::remove);
      }
    }

    assertThat(without).isEqualTo(ONLY_IN_LONG_TESTS);
  }

  private static List<JavaMethod> promises() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("no.lagret")
            .stream()
            .map(JavaClass::getMethods)
            .flatMap(Set::stream)
            .filter(method -> method.isAnnotatedWith(BeginsAndEnds.class))
            .toList();
  }

  private static boolean isLong(JavaMethod method) {
    return Stream.of(
            method.tryGetAnnotationOfType(Tag.class),
            method.getOwner().tryGetAnnotationOfType(Tag.class))
        .flatMap(Optional::stream)
        .anyMatch(tag -> tag.value().equals("long"));
  }
}
