package io.containerrun;

import static io.containerrun.ContainerRun.DETACH;
import static io.containerrun.ContainerRun.ENV;
import static io.containerrun.ContainerRun.INTERACTIVE;
import static io.containerrun.ContainerRun.MEMORY;
import static io.containerrun.ContainerRun.NAME;
import static io.containerrun.ContainerRun.PUBLISH;
import static io.containerrun.ContainerRun.REMOVE;
import static io.containerrun.ContainerRun.TTY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.containerrun.value.Size;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @Test
  void readsAClusterOfLetters() {
    ContainerRun run = ContainerRun.parse("docker run -itd alpine");
    assertThat(run.is(INTERACTIVE) && run.is(TTY) && run.is(DETACH)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-p8080:80 alpine",
        "-p 8080:80 alpine",
        "-p=8080:80 alpine",
        "-itp8080:80 alpine",
        "--publish 8080:80 alpine",
        "--publish=8080:80 alpine"
      })
  void readsAValueBehindTheFlagOrInAWordOfItsOwn(String line) {
    assertThat(ContainerRun.parse(line).all(PUBLISH)).hasToString("[8080:80]");
  }

  @ParameterizedTest
  @CsvSource({
    "--rm alpine, true",
    "--rm=false alpine, false",
    "--rm=1 alpine, true",
    "--rm=F alpine, false",
    "--rm --rm=false alpine, false",
    "alpine --rm, false"
  })
  void readsSwitches(String line, boolean on) {
    assertThat(ContainerRun.parse(line).is(REMOVE)).isEqualTo(on);
  }

  @Test
  void aWordAfterASwitchIsNotItsValue() {
    assertThat(ContainerRun.parse("--rm true").image()).hasToString("true");
  }

  @Test
  void theLastOfTwoScalarsWinsAndListsAddUp() {
    ContainerRun run = ContainerRun.parse("-m 1g -m 2g -p 1:1 -p 2:2 alpine");
    assertThat(run.get(MEMORY)).contains(Size.gibibytes(2));
    assertThat(run.all(PUBLISH)).hasSize(2);
  }

  @Test
  void aLaterValueReplacesOneThatCannotBeRead() {
    assertThat(ContainerRun.parse("--pid nowhere --pid host alpine"))
        .isEqualTo(ContainerRun.parse("--pid host alpine"));
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse("--pid host --pid nowhere --rm alpine"))
        .withMessageContaining("--pid nowhere: ")
        .satisfies(problem -> assertThat(problem.position()).isEqualTo(4));
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse("--memory lots --memory 1g alpine"));
  }

  @Test
  void aDoubleDashEndsTheFlags() {
    ContainerRun run = ContainerRun.parse("--rm -- alpine -- ls");
    assertThat(run.image()).hasToString("alpine");
    assertThat(run.command()).containsExactly("--", "ls");
  }

  @Test
  void everythingAfterTheImageIsCommand() {
    ContainerRun run = ContainerRun.parse("--name db postgres:16 psql -h db --name x");
    assertThat(run.get(NAME)).contains("db");
    assertThat(run.command()).containsExactly("psql", "-h", "db", "--name", "x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker run --rm alpine",
        "docker container run --rm alpine",
        "sudo docker run --rm alpine",
        "--rm alpine"
      })
  void readsTheProgramInFrontOfTheOptions(String line) {
    assertThat(ContainerRun.parse(line)).isEqualTo(ContainerRun.of("alpine").remove());
  }

  @Test
  void namesAnUnknownFlagItsPlaceAndTheNearestOne() {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse("docker run --memroy 1g alpine"))
        .withMessage("unknown flag: --memroy (word 3 of 5); did you mean --memory?")
        .satisfies(problem -> assertThat(problem.word()).isEqualTo("--memroy"))
        .satisfies(problem -> assertThat(problem.position()).isEqualTo(3));
  }

  @Test
  void namesABadValueAndItsPlace() {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse("docker run -it -m lots alpine"))
        .withMessage(
            "--memory lots: invalid size: 'lots'; write a number and a unit, such as 512m or 2g"
                + " (word 5 of 6)");
  }

  @ParameterizedTest
  @CsvSource({
    "docker run --rm, requires at least 1 argument",
    "docker run -z alpine, unknown shorthand flag: 'z' in -z",
    "docker run -rm alpine, unknown shorthand flag: 'r' in -rm",
    "docker run alpine:Bad:x, invalid reference format",
    "docker run --=x alpine, bad flag syntax: --=x",
    "docker run --name, flag needs an argument: --name",
    "docker run --rm=maybe alpine, --rm maybe: ",
    "docker build ., this is no docker run line",
    "docker run --help, asks for help",
  })
  void refusesWhatIsNoRun(String line, String reason) {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse(line))
        .withMessageContaining(reason);
  }

  @Test
  void aRefusedVariableDoesNotShowItsValue() {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse("docker run -e =s3cret alpine"))
        .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("s3cret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"docker run -e PASSWORD=s3cret\n alpine", "docker run -zePASSWORD=s3cret a"})
  void noRefusalShowsTheValueOfAVariable(String line) {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse(line))
        .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("s3cret"))
        .satisfies(problem -> assertThat(problem.word()).doesNotContain("s3cret"));
  }

  @Test
  void writesFlagsSortedAndQuoted() {
    ContainerRun run =
        ContainerRun.of("alpine").remove().name("a").env("TEXT", "it's").command("echo", "$HOME");
    assertThat(run.toCommandLine())
        .isEqualTo("docker run --env 'TEXT=it'\\''s' --name a --rm alpine echo '$HOME'");
    assertThat(run.toArguments())
        .containsExactly("--env", "TEXT=it's", "--name", "a", "--rm", "alpine", "echo", "$HOME");
  }

  @Test
  void masksVariablesInToString() {
    ContainerRun run = ContainerRun.of("alpine").env("TOKEN", "s3cret").remove();
    assertThat(run).hasToString("docker run --env 'TOKEN=***' --rm alpine");
    assertThat(run.get(ENV).toString()).doesNotContain("s3cret");
  }

  @Test
  void aListOfWordsIsNotSplitAgain() {
    assertThat(ContainerRun.parse(List.of("-e", "A=b c", "alpine")).toArguments())
        .containsExactly("--env", "A=b c", "alpine");
  }
}
