package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceModeTest {
  @Test
  void readsTheModesOfIpc() {
    assertThat(IpcMode.parse("private")).isEqualTo(IpcMode.ownPrivate());
    assertThat(IpcMode.parse("container:x")).isEqualTo(IpcMode.container("x"));
    assertThat(IpcMode.parse("container:")).isEqualTo(new IpcMode.Other("container:"));
    assertThat(IpcMode.parse("")).isEqualTo(new IpcMode.Other(""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IpcMode.Other("host"))
        .withMessageContaining("use its factory");
  }

  @Test
  void readsTheModesOfProcesses() {
    assertThat(PidMode.parse("")).isEqualTo(PidMode.own());
    assertThat(PidMode.parse("host")).isEqualTo(PidMode.host());
    assertThat(PidMode.parse("container:x")).isEqualTo(PidMode.container("x"));
  }

  @Test
  void readsTheWordsOfTheOtherNamespaces() {
    assertThat(UtsMode.parse("host")).isEqualTo(UtsMode.host());
    assertThat(UsernsMode.parse("")).isEqualTo(UsernsMode.engine());
    assertThat(CgroupnsMode.parse("private")).isEqualTo(CgroupnsMode.ownPrivate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bogus", "HOST", "container", "container:"})
  void refusesOtherWords(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PidMode.parse(text))
        .withMessageContaining("invalid PID mode");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UtsMode.parse(text))
        .withMessage("invalid UTS mode: " + text + "; write host");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UsernsMode.parse(text))
        .withMessage("invalid USER mode: " + text + "; write host");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CgroupnsMode.parse(text))
        .withMessage("invalid CGROUP mode: " + text + "; write private or host");
  }

  @Test
  void knowsTheIsolationsOfWindows() {
    assertThat(Isolation.parse("HyperV").isKnown()).isTrue();
    assertThat(Isolation.parse("").isDefault()).isTrue();
    assertThat(Isolation.PROCESS.isDefault()).isFalse();
    assertThat(Isolation.parse("bogus").isKnown()).isFalse();
  }
}
