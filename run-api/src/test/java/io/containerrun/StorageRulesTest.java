package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.value.Size;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a container's size on each storage driver. */
class StorageRulesTest {

  private static Target engine(String driver) {
    String system = driver.equals("windowsfilter") ? "windows" : "linux";
    return Target.of(system, new ApiVersion(1, 47)).with(Fact.STORAGE_DRIVER, driver);
  }

  private static List<String> broken(String option, Target target) {
    return ContainerRun.parse("--storage-opt " + option + " alpine").validate(target).stream()
        .map(Violation::rule)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"devicemapper, 9g, 10g", "windowsfilter, 19g, 20g", "btrfs, 1k, 16k"})
  void aSizeBelowTheDriversUsualBaseSizeIsAViolation(String driver, String below, String base) {
    assertThat(broken("size=" + below, engine(driver))).containsExactly("storage-size-below-base");
    assertThat(broken("size=" + base, engine(driver))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"devicemapper", "windowsfilter", "btrfs", "zfs"})
  void theBaseSizeThatIsKnownOfAnEngineCounts(String driver) {
    Target told = engine(driver).with(Fact.BASE_SIZE, Size.gibibytes(5));
    assertThat(broken("size=4g", told)).containsExactly("storage-size-below-base");
    assertThat(broken("size=5g", told)).isEmpty();
  }

  @Test
  void theMessageHasBothSizesAndWhatToDo() {
    assertThat(
            ContainerRun.parse("--storage-opt size=512m alpine").validate(engine("devicemapper")))
        .extracting(Violation::message)
        .containsExactly(
            "--storage-opt size=512m: the size of 512m is below the base size of the engine's"
                + " storage, 10g; ask for the base size or more, or drop the size"
                + " [storage-size-below-base]");
  }

  @Test
  void zeroIsTheBaseSizeExceptOnBtrfs() {
    assertThat(broken("size=0", engine("devicemapper"))).isEmpty();
    assertThat(broken("size=0", engine("windowsfilter"))).isEmpty();
    assertThat(broken("size=0", engine("btrfs"))).containsExactly("storage-size-below-base");
  }

  @Test
  void whereNoBaseSizeIsKnownAnySizeGoes() {
    assertThat(broken("size=1k", engine("zfs"))).isEmpty();
    Target xfs = engine("overlay2").with(Fact.BACKING_FILESYSTEM, "xfs");
    assertThat(broken("size=1k", xfs)).containsExactly("storage-size-quota");
    assertThat(broken("size=1k", Target.of("linux", new ApiVersion(1, 47)))).isEmpty();
  }

  @Test
  void allDriversButBtrfsReadTheNameInCapitals() {
    assertThat(broken("SIZE=1k", engine("devicemapper")))
        .containsExactly("storage-size-below-base");
    assertThat(broken("SIZE=1k", engine("btrfs"))).containsExactly("storage-opt-dropped");
  }

  @Test
  void btrfsRefusesOtherOptionsOnlyBesideASize() {
    assertThat(broken("other=1", engine("btrfs"))).containsExactly("storage-opt-dropped");
    assertThat(broken("other=1 --storage-opt size=1g", engine("btrfs")))
        .containsExactly("storage-opt-unknown");
  }
}
