package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SilenceTest {

  private static final ContainerRun RUN =
      ContainerRun.parse("-m 4m --memory-swap 0 --cgroupns host alpine");

  @Test
  void silencesOneRuleOnOneRun() {
    ContainerRun silent = RUN.silence("memory-minimum");
    assertThat(RUN.validate())
        .extracting(Violation::rule)
        .containsExactly("memory-minimum", "memory-swap-implied");
    assertThat(silent.validate())
        .extracting(Violation::rule)
        .containsExactly("memory-swap-implied");
    assertThat(silent.requireValid()).isSameAs(silent);
  }

  @Test
  void silencesWhatHoldsForAllOptions() {
    Target old = Target.of("windows", new ApiVersion(1, 40));
    assertThat(ContainerRun.parse("--cgroupns host --privileged alpine").validate(old))
        .extracting(Violation::rule)
        .contains("api-version", "engine-system");
    assertThat(
            ContainerRun.parse("--cgroupns host --privileged alpine")
                .silence("api-version", "engine-system")
                .validate(old))
        .extracting(Violation::rule)
        .doesNotContain("api-version", "engine-system");
  }

  @Test
  void isPartOfTheValue() {
    ContainerRun silent = RUN.silence("memory-swap-implied").silence("memory-minimum");
    assertThat(silent).isNotEqualTo(RUN);
    assertThat(silent).isEqualTo(RUN.silence("memory-minimum", "memory-swap-implied"));
    assertThat(silent).hasSameHashCodeAs(RUN.silence("memory-minimum", "memory-swap-implied"));
    assertThat(silent.silenced()).containsExactly("memory-minimum", "memory-swap-implied");
    assertThat(silent.name("db").without(ContainerRun.NAME).image("busybox").command("ls"))
        .isEqualTo(
            RUN.image("busybox").command("ls").silence("memory-minimum", "memory-swap-implied"));
    assertThat(RUN.diff(silent))
        .extracting(Change::toString)
        .containsExactly("(none) -> memory-minimum, memory-swap-implied");
  }

  @Test
  void isShownButNoPartOfADockerLine() {
    ContainerRun silent = RUN.silence("memory-minimum");
    assertThat(silent)
        .hasToString(
            "docker run --cgroupns host --memory 4m --memory-swap 0 alpine # silenced: memory-minimum");
    assertThat(silent.toCommandLine()).isEqualTo(RUN.toCommandLine());
    assertThat(ContainerRun.parse(silent.toCommandLine())).isEqualTo(RUN);
    assertThat(ContainerRun.parse(silent.toString())).isEqualTo(RUN);
    assertThat(silent.toJava()).contains(".silence(\"memory-minimum\")");
  }

  @Test
  void namesTheRuleThatWasMeant() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RUN.silence("memory-minimun"))
        .withMessage(
            "there is no rule 'memory-minimun'; take the id from a violation; did you mean"
                + " memory-minimum?");
    assertThatIllegalArgumentException().isThrownBy(() -> RUN.silence("caller-side"));
  }
}
