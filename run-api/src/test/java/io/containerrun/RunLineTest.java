package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as people have them: with what stands in front, and as copying leaves them. */
class RunLineTest {

  private static final ContainerRun RUN = ContainerRun.of("alpine").remove().command("echo", "hi");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker run",
        "docker container run",
        "/usr/bin/docker run",
        "./docker run",
        "docker.exe run",
        "'C:\\Program Files\\Docker\\docker.exe' run",
        "\\docker run",
        "sudo docker run",
        "sudo -E docker run",
        "sudo -u deploy docker run",
        "sudo --user deploy -E docker run",
        "sudo -u docker docker run",
        "sudo -E env A=b docker run",
        "sudo A=b docker run",
        "sudo -- docker run",
        "/usr/bin/sudo /usr/bin/docker run",
        "doas -u root docker run",
        "env A=b C= docker run",
        "env -i A=b docker run",
        "time docker run",
        "/usr/bin/time -f %e docker run",
        "nohup docker run",
        "exec docker run",
        "command docker run",
        "winpty docker run",
        "nice -n 10 docker run",
        "timeout -k 5 10 docker run",
        "timeout 10 sudo docker run",
        "npx composerize docker run",
        "npx --yes composerize docker run",
        "A=b docker run",
        "A=b B='c d' sudo -E docker run",
        "DOCKER_BUILDKIT=1 docker run",
        "docker --context x run",
        "docker --context=run run",
        "docker -c x run",
        "docker -H tcp://h:2375 run",
        "docker -H=tcp://h:2375 run",
        "docker -Htcp://h:2375 run",
        "docker --host unix:///x.sock container run",
        "docker --config /c -D --debug -l debug --log-level=info run",
        "docker --tls --tlsverify=false --tlscacert a --tlscert b --tlskey c run",
        "podman run",
        "podman --remote run",
        "nerdctl -n k8s.io run",
        "finch run",
      })
  void skipsWhatStandsInFront(String front) {
    assertThat(ContainerRun.parse(front + " --rm alpine echo hi")).isEqualTo(RUN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$ ",
        "# ",
        "% ",
        "> ",
        "$  ",
        "user@host:~$ ",
        "user@host:/srv/my app$ ",
        "root@3f2a:/# ",
        "[root@host ~]# ",
        "(venv) user@host:~$ ",
        "(base) $ ",
        "user@mac ~ % ",
        "~/src $ ",
        "/ # ",
        "sh-5.1# ",
        "bash-5.1$ ",
        "C:\\Users\\me>",
        "PS C:\\Users\\me> ",
        "PS /home/me> ",
        "\u279c  ~ ",
        "\u276f ",
        "!",
        "\ufeff",
        "\ufeff$ ",
        "\n  $ "
      })
  void skipsThePromptOfAShell(String prompt) {
    assertThat(ContainerRun.parse(prompt + "docker run --rm alpine echo hi")).isEqualTo(RUN);
    assertThat(ContainerRun.parse(prompt + "sudo docker run --rm \\\n  alpine echo hi"))
        .isEqualTo(RUN);
    assertThat(ContainerRun.parse(prompt + "A=b docker run --rm alpine echo hi")).isEqualTo(RUN);
  }

  @Test
  void aPromptGoesOnInTheNextLine() {
    assertThat(ContainerRun.parse("$ docker run --rm \\\n> alpine \\\n> echo hi\n")).isEqualTo(RUN);
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse("docker run --rm alpine \\\n> echo hi"))
        .withMessageContaining("redirects");
  }

  @Test
  void aCommentIsNoPromptOfRoot() {
    assertThat(ContainerRun.parse("# docker run old\ndocker run --rm alpine echo hi"))
        .isEqualTo(RUN);
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse("# docker run old\n# docker run new"))
        .withMessageContaining("no image is named");
  }

  @ParameterizedTest
  @CsvSource({
    "ssh host docker run --rm alpine, ssh",
    "ssh host 'docker run --rm alpine', ssh",
    "bash -c 'docker run --rm alpine', bash",
    "sudo -E ssh host docker run alpine, sudo",
    "xargs docker run alpine, xargs",
    "echo podman run alpine, echo",
    "ExecStart=/usr/bin/docker run alpine, ExecStart",
    "A=b alpine, A",
    "run --rm alpine, run",
    "kubectl run x --image alpine, kubectl",
    "foo run -it alpine, foo",
    "docker-compose run web, docker-compose",
    "microk8s.ctr run x, microk8s.ctr",
    "Docker run alpine, Docker",
    "sudo Docker run alpine, sudo",
    "sudo -n kubectl run x, sudo",
    "kubectl --context x run y, kubectl",
    "docker:cli docker run hello-world, docker:cli",
  })
  void refusesWhatItDoesNotUnderstandInFront(String line, String first) {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse(line))
        .withMessageContaining("'" + first)
        .withMessageContaining("begin the line with docker run")
        .satisfies(problem -> assertThat(problem.position()).isEqualTo(1));
  }

  @ParameterizedTest
  @CsvSource({
    "docker ps, ps",
    "docker compose run web, compose",
    "sudo docker build ., build",
    "podman images, images",
    "docker -it run alpine, -it",
    "docker --rm run alpine, --rm",
    "docker, docker",
    "docker --context, --context",
    "docker container ls, container",
  })
  void refusesOtherCommandsOfTheProgram(String line, String word) {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse(line))
        .withMessageContaining("this is no docker run line")
        .satisfies(problem -> assertThat(problem.word()).isEqualTo(word));
  }

  @Test
  void saysWhichOptionIsNotOfTheProgramItself() {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse("docker -it run alpine"))
        .withMessage(
            "this is no docker run line: -it is no option of docker itself; write docker run"
                + " [OPTIONS] IMAGE [COMMAND] [ARG...]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker run", "sudo -E docker run", "podman run", "A=b docker -D run"})
  void understandsAFrontThatIsAlreadySplit(String front) {
    assertThat(ContainerRun.parse(List.of((front + " --rm alpine echo hi").split(" "))))
        .isEqualTo(RUN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker run alpine",
        "sudo docker run",
        "env A=b podman run x",
        "ssh host docker run x",
        "docker ps"
      })
  void anImageMayHaveTheNameOfAProgram(String words) {
    List<String> all = List.of(words.split(" "));
    ContainerRun run = ContainerRun.of(all.get(0)).command(all.subList(1, all.size()));
    assertThat(ContainerRun.parse(run.toArguments())).isEqualTo(run);
    assertThat(ContainerRun.parse(run.toCommandLine())).isEqualTo(run);
    assertThat(ContainerRun.parse(run.remove().toArguments())).isEqualTo(run.remove());
    assertThat(ContainerRun.parse("docker run " + words)).isEqualTo(run);
  }

  @Test
  void tellsWhatIsNoPartOfTheRun() {
    RunLine line =
        RunLine.parse(
            "DOCKER_CONFIG=/c TOKEN=s3cret sudo -u deploy podman -H ssh://me:pw@h --debug run"
                + " --rm alpine echo hi");
    assertThat(line.run()).isEqualTo(RUN);
    assertThat(line.variables()).isEqualTo(Map.of("DOCKER_CONFIG", "/c", "TOKEN", "s3cret"));
    assertThat(line.clientOptions()).isEqualTo(Map.of("host", "ssh://me:pw@h", "debug", "true"));
    assertThat(line.notes())
        .extracting(it -> it.severity() + " " + it.message())
        .containsExactly(
            "INFO sudo -u deploy: starts the docker command and is no part of the run; start this"
                + " program with it where it is needed [line-starter]",
            "INFO podman: the line is read as one of docker; check options that both understand"
                + " differently [line-program]",
            "WARNING --host, --debug, DOCKER_CONFIG: is about the engine or how to connect to it,"
                + " which a run does not know; pass it to the connection [line-connection]",
            "INFO TOKEN: is set for the docker command, not in the container; use --env if the"
                + " container is to have it [line-variables]");
    assertThat(line.toString()).contains("line-connection").doesNotContain("s3cret", "pw");
    assertThat(RunLine.parse("docker run --rm alpine echo hi"))
        .isEqualTo(new RunLine(RUN, Map.of(), Map.of(), List.of()))
        .hasToString(RUN.toString());
  }

  @Test
  void keepsTheOrderAndCopies() {
    Map<String, String> variables = RunLine.parse("Z=1 A=2 M=3 docker run alpine").variables();
    assertThat(variables.keySet()).containsExactly("Z", "A", "M");
    assertThat(variables).isUnmodifiable();
  }

  @Test
  void aVariableInFrontHasItsEffectOnTheRun() {
    RunLine line =
        RunLine.parse("A=b C=d DOCKER_DEFAULT_PLATFORM=linux/arm64 docker run -e A -e X alpine");
    assertThat(line.run())
        .isEqualTo(ContainerRun.of("alpine").env("A", "b").env("X").platform("linux/arm64"));
    assertThat(line.notes()).extracting(Violation::given).containsExactly("C");
    assertThat(
            ContainerRun.parse(
                "DOCKER_DEFAULT_PLATFORM=linux/arm64 docker run --platform linux/amd64 alpine"))
        .isEqualTo(ContainerRun.of("alpine").platform("linux/amd64"));
  }

  @Test
  void nvidiaDockerSetsTheRuntime() {
    RunLine line = RunLine.parse("NV_GPU='0 1' nvidia-docker run alpine");
    assertThat(line.run())
        .isEqualTo(
            ContainerRun.of("alpine").runtime("nvidia").env("NVIDIA_VISIBLE_DEVICES", "0,1"));
    assertThat(line.notes()).extracting(Violation::rule).containsExactly("line-program");
  }

  @ParameterizedTest
  @ValueSource(strings = {"^", "`"})
  void linesGoOnAsInOtherShells(String mark) {
    RunLine line = RunLine.parse("docker run --rm " + mark + "\r\n  alpine " + mark + "\n echo hi");
    assertThat(line.run()).isEqualTo(RUN);
    assertThat(line.notes()).extracting(Violation::given).containsExactly(mark);
    assertThat(ContainerRun.parse("alpine echo ^\n").command()).containsExactly("echo", "^");
    assertThat(ContainerRun.parse("alpine grep ^a").command()).containsExactly("grep", "^a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "docker run \u2013d alpine; write -d",
        "docker run \u2014rm alpine; write --rm",
        "docker run \u2014memory=1g alpine; write --memory=***",
        "docker run -\u2013rm alpine; write --rm",
        "docker run \u2212it alpine; write -it",
        "docker run --rm \u2013e A=s3cret alpine; write -e",
        "docker run -e A=\u201cb c\u201d alpine; '\u201c' at character 17 is a curly quote",
        "docker run alpine echo \u2018hi\u2019; '\u2018' at character 24 is a curly quote",
        "docker run\u00a0--rm alpine; U+00A0 at character 11 is a blank that does not part words",
        "docker run --rm\u3000alpine; at character 16 is a blank that does not part words",
        "docker run \u200b--rm alpine; U+200B at character 12 is a character without width",
        "docker run -rm alpine; unknown shorthand flag: 'r' in -rm (word 3 of 4); did you mean --rm?",
        "docker run -name=s3cret alpine; did you mean --name?",
        "docker run --rm ^ alpine; '^' is left of lines that were joined",
        "docker run --rm ` alpine; '`' at character 17",
      })
  void namesTheCharacterThatCopyingPutInPlace(String line, String reason) {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse(line))
        .withMessageContaining(reason.replace("", ""))
        .satisfies(problem -> assertThat(problem.position()).isPositive())
        .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("s3cret"));
  }

  @Test
  void theseCharactersStandForThemselvesWhereTheyMay() {
    String text = "\u201cq\u201d \u2013 \u00a0 \u200b";
    assertThat(ContainerRun.parse("docker run alpine echo '" + text + "' don\u2019t \u2013 x"))
        .isEqualTo(ContainerRun.of("alpine").command("echo", text, "don\u2019t", "\u2013", "x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "docker run -d \\ \\n alpine; '\\' at character 15 does not continue the line",
        "docker run -d \\\u00a0\\n alpine; '\\' at character 15 does not continue the line",
        "docker run -d ^ \\n alpine; '^' at character 15 does not continue the line",
        "docker run -d ` \\n alpine; '`' at character 15 does not continue the line",
        "docker run -d \\ # x\\n alpine; '\\' at character 15 does not continue the line",
        "docker run \\ --name x alpine; the backslash at character 12 makes the blank behind it",
        "docker run alpine \\ echo; the backslash at character 19 makes the blank behind it",
        "docker run -d \\\\n # port\\n alpine; the comment at character 18 ends the command",
        "docker run -d # x \\\\n alpine; the comment at character 15 ends the command",
        "docker run -d\\nalpine; the command ends at the end of a line, at character 14",
      })
  void saysWhereContinuedLinesAreBroken(String line, String reason) {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse(line.replace("\\n", "\n")))
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "alpine | grep x! '|' at character 8 is for a shell",
        "alpine && echo! '&&' at character 8 is for a shell to work out: it ends the command",
        "alpine; echo! ';' at character 7 is for a shell to work out: it ends the command",
        "alpine &! drop it, and use --detach",
        "alpine > out! '>' at character 8 is for a shell to work out: it redirects",
        "-v $(pwd):/x alpine! '$(' at character 4 is for a shell to work out: the output",
        "-v `pwd`:/x alpine! '`' at character 4 is for a shell to work out: the output",
        "-v $PWD:/x alpine! '$P' at character 4 is for a shell to work out: the value",
        "-v ~/x:/x alpine! '~' at character 4 is for a shell to work out: it stands for a home",
      })
  void saysWhatAShellWouldDo(String line, String reason) {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> ContainerRun.parse(line))
        .withMessageContaining(reason)
        .withMessageContaining("quote it with '...'");
  }

  @Test
  void theLastSemicolonEndsTheLine() {
    assertThat(ContainerRun.parse("docker run --rm alpine echo hi; # done\n")).isEqualTo(RUN);
  }

  @Test
  void refusesAPlatformInFrontThatIsNone() {
    assertThatExceptionOfType(CommandLineException.class)
        .isThrownBy(() -> RunLine.parse("DOCKER_DEFAULT_PLATFORM=a/b/c/d/e docker run alpine"))
        .withMessageContaining("--platform a/b/c/d/e");
    assertThatIllegalArgumentException().isThrownBy(() -> ContainerRun.of("a").platform("a/b/c/d"));
  }
}
