package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityOptionTest {
  @Test
  void hasATypeForEachKnownOption() {
    assertThat(SecurityOption.parse("no-new-privileges"))
        .isEqualTo(SecurityOption.noNewPrivileges());
    assertThat(SecurityOption.parse("apparmor=unconfined"))
        .isEqualTo(SecurityOption.apparmor("unconfined"));
    assertThat(SecurityOption.parse("label=type:t")).isEqualTo(SecurityOption.label("type:t"));
    assertThat(SecurityOption.parse("systempaths=unconfined"))
        .isEqualTo(SecurityOption.unconfinedSystemPaths());
    assertThat(SecurityOption.parse("writable-cgroups=true"))
        .isEqualTo(SecurityOption.writableCgroups());
    assertThat(SecurityOption.parse("credentialspec=file://x"))
        .isEqualTo(SecurityOption.credentialSpec("file://x"));
    assertThat(SecurityOption.parse("seccomp=builtin"))
        .isEqualTo(SecurityOption.seccomp("builtin"));
  }

  @ParameterizedTest
  @CsvSource({
    "no-new-privileges:true, no-new-privileges, true",
    "no-new-privileges:, no-new-privileges, ''",
    "no-new-privileges=, no-new-privileges, ''",
    "apparmor:unconfined, apparmor, unconfined",
    "seccomp:unconfined, seccomp, unconfined",
    "label:disable, label, disable",
    "systempaths=x, systempaths, x",
    "systempaths:unconfined, systempaths, unconfined",
    "=x, '', x",
    "foo=bar, foo, bar",
    "a:b=c, a:b, c",
  })
  void sendsAnythingElseAsItWasTyped(String text, String key, String value) {
    SecurityOption option = SecurityOption.parse(text);
    assertThat(option).isEqualTo(new SecurityOption.Other(text)).hasToString(text);
    assertThat(option.key()).isEqualTo(key);
    assertThat(option.value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bogus",
        "apparmor",
        "seccomp=",
        "label=",
        "systempaths=",
        "foo:",
        "seccomp:",
        "="
      })
  void refusesAMissingValue(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecurityOption.parse(text))
        .withMessage("Invalid --security-opt: \"" + text + "\"; write key=value");
  }

  @Test
  void sendsASeccompProfileInPlaceOfItsFile() {
    SecurityOption.Seccomp seccomp =
        (SecurityOption.Seccomp) SecurityOption.parse("seccomp:p.json");
    assertThat(seccomp.isFile()).isTrue();
    assertThat(seccomp).hasToString("seccomp=p.json");
    assertThat(seccomp.sent("{ \"a\": [] }\n")).isEqualTo("seccomp={\"a\":[]}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> seccomp.sent("not json"))
        .withMessageStartingWith(
            "compacting json for seccomp profile (p.json) failed: invalid character 'o'");
  }

  @Test
  void knowsWhetherPrivilegesAreKeptDown() {
    assertThat(new SecurityOption.NoNewPrivileges("").isEnabled()).isTrue();
    assertThat(new SecurityOption.NoNewPrivileges("false").isEnabled()).isFalse();
  }

  @Test
  void hasOneTypeForEachOption() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SecurityOption.Other("seccomp=builtin"))
        .withMessageContaining("use its factory");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecurityOption.apparmor(""))
        .withMessageContaining("Invalid --security-opt: \"apparmor=\"");
  }
}
