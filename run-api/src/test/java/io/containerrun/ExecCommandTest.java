package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.containerrun.value.DetachKeys;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecCommandTest {

  @Test
  void isAValueThatEachMethodCopies() {
    ExecCommand plain = ExecCommand.of("ls", "-l");
    ExecCommand changed = plain.user(1, 2).workdir("/srv").env("A", "1").tty().interactive();
    assertThat(plain).isEqualTo(ExecCommand.of(List.of("ls", "-l")));
    assertThat(changed).isNotEqualTo(plain).isEqualTo(changed.tty());
    assertThat(changed.env("A", "2").all(ExecCommand.ENV)).hasSize(1);
    assertThat(changed.is(ExecCommand.PRIVILEGED)).isFalse();
  }

  @Test
  void makesTheRequestOfTheReferenceClient() {
    ExecCommand command =
        ExecCommand.of("sh")
            .user("app")
            .workdir("/srv")
            .env("A", "1")
            .privileged()
            .interactive()
            .tty()
            .detachKeys(DetachKeys.parse("ctrl-x"));
    assertThat(command.request())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("Cmd", List.of("sh")),
                Map.entry("AttachStdin", true),
                Map.entry("AttachStdout", true),
                Map.entry("AttachStderr", true),
                Map.entry("Tty", true),
                Map.entry("Privileged", true),
                Map.entry("User", "app"),
                Map.entry("WorkingDir", "/srv"),
                Map.entry("DetachKeys", "ctrl-x"),
                Map.entry("Env", List.of("A=1"))));
    assertThat(ExecCommand.of("ls").request())
        .containsEntry("Tty", false)
        .doesNotContainKeys("User", "WorkingDir", "DetachKeys", "Env");
  }

  @Test
  void sharesItsOptionsWithARun() {
    for (Option<?> option : Catalogue.ofExec()) {
      ExecCommand plain = ExecCommand.of("ls");
      ExecCommand set = plain.withText(option, option.example());
      assertThat(set.get(option))
          .isEqualTo(ContainerRun.of("a").withText(option, option.example()).get(option));
      assertThat(set.resolve(new ScriptedEnvironment()).request()).isNotEqualTo(plain.request());
      assertThat(option.execPath()).isPresent();
    }
    assertThat(
            Arrays.stream(ExecCommand.class.getFields())
                .filter(field -> field.getType() == Option.class)
                .map(field -> field.getName().toLowerCase(Locale.ROOT).replace('_', '-')))
        .containsExactlyInAnyOrderElementsOf(
            Catalogue.ofExec().stream().map(Option::flag).toList());
    assertThat(Catalogue.ofExec())
        .extracting(Option::flag)
        .containsExactly(
            "detach-keys",
            "env",
            "env-file",
            "interactive",
            "privileged",
            "tty",
            "user",
            "workdir");
  }

  @Test
  void putsTheVariablesOfFilesInFrontOfItsOwn() {
    ScriptedEnvironment environment =
        new ScriptedEnvironment().file("x.env", "A=1\nB\nC\n").variable("B", "2");
    ExecCommand command = ExecCommand.of("ls").env("A", "3").envFile("x.env").resolve(environment);
    assertThat(command.request()).containsEntry("Env", List.of("A=1", "B=2", "A=3"));
    assertThatExceptionOfType(ContainerRunException.class)
        .isThrownBy(() -> ExecCommand.of("ls").envFile("none").resolve(environment))
        .withMessageContaining("--env-file: open none");
  }

  @Test
  void hidesValuesOfVariables() {
    assertThat(ExecCommand.of("ls").env("PASSWORD", "s3cret").toString())
        .contains("PASSWORD")
        .doesNotContain("s3cret");
  }

  @Test
  void refusesOptionsThatAnExecDoesNotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExecCommand.of("ls").withText(ContainerRun.MEMORY, "1g"))
        .withMessageStartingWith(
            "--memory: an exec has no such option; use some of [--detach-keys,");
  }

  @Test
  void refusesWhatCannotBeExecuted() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExecCommand.of(List.of()))
        .withMessageContaining("name the program");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExecCommand.of("ls").workdir("srv"))
        .withMessageContaining("--workdir srv: the path is not absolute");
  }
}
