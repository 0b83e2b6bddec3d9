package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.containerrun.value.Size;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetTest {

  private static final Target LINUX = Target.of("linux", new ApiVersion(1, 47));

  @Test
  void knowsWhatItWasTold() {
    Target told = LINUX.with(Fact.CGROUP_VERSION, 2).with(Fact.HOST_MEMORY, Size.gibibytes(8));
    assertThat(told.get(Fact.CGROUP_VERSION)).contains(2);
    assertThat(told.get(Fact.HOST_MEMORY)).contains(Size.gibibytes(8));
    assertThat(told.get(Fact.SWAP_LIMIT)).isEmpty();
    assertThat(told.without(Fact.CGROUP_VERSION).get(Fact.CGROUP_VERSION)).isEmpty();
    assertThat(LINUX.facts()).isEmpty();
  }

  @Test
  void lacksOnlyWhatIsKnownToBeMissing() {
    assertThat(LINUX.with(Fact.SWAP_LIMIT, false).lacks(Fact.SWAP_LIMIT)).isTrue();
    assertThat(LINUX.with(Fact.SWAP_LIMIT, true).lacks(Fact.SWAP_LIMIT)).isFalse();
    assertThat(LINUX.lacks(Fact.SWAP_LIMIT)).isFalse();
  }

  @Test
  void isAValue() {
    Set<String> names = new HashSet<>(Set.of("runc"));
    Target told = LINUX.with(Fact.RUNTIMES, names);
    names.add("crun");
    assertThat(told).isEqualTo(LINUX.with(Fact.RUNTIMES, Set.of("runc"))).isNotEqualTo(LINUX);
    assertThat(told).hasSameHashCodeAs(LINUX.with(Fact.RUNTIMES, Set.of("runc")));
    assertThat(LINUX.strict()).isNotEqualTo(LINUX).isEqualTo(LINUX.strict().strict());
  }

  @Test
  void printsAllThatIsKnown() {
    assertThat(
            LINUX
                .strict()
                .with(Fact.SECURITY, Set.of("userns", "seccomp"))
                .with(Fact.CGROUP_VERSION, 2))
        .hasToString("linux, API 1.47, strict, cgroup-version 2, security [seccomp, userns]");
  }

  @Test
  @SuppressWarnings("NullAway") // the point of the test
  void refusesNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> LINUX.with(Fact.CGROUP_DRIVER, null))
        .withMessage("value");
  }
}
