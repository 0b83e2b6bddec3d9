package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.internal.rules.Rule;
import io.containerrun.internal.rules.Rules;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every rule. */
class RulesTest {

  /** A rule with one of its own lines. */
  record Proof(Rule rule, String line) {}

  static Stream<Proof> rejected() {
    return Rules.all().stream()
        .flatMap(rule -> rule.rejects().stream().map(l -> new Proof(rule, l)));
  }

  static Stream<Proof> accepted() {
    return Rules.all().stream()
        .flatMap(rule -> rule.accepts().stream().map(l -> new Proof(rule, l)));
  }

  private static List<Violation> violations(Proof proof) {
    ContainerRun run = ContainerRun.parse(proof.line());
    Target target = proof.rule().shownOn();
    return target == null ? run.validate() : run.validate(target);
  }

  static List<Rule> rules() {
    return Rules.all();
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void aRejectedLineBreaksItsRuleAndNoOther(Proof proof) {
    // What another rule merely informs of does not count.
    assertThat(violations(proof))
        .filteredOn(it -> it.severity() != Severity.INFO || it.rule().equals(proof.rule().id()))
        .extracting(Violation::rule)
        .containsExactly(proof.rule().id());
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void anAcceptedLineDoesNotBreakItsRule(Proof proof) {
    assertThat(violations(proof)).extracting(Violation::rule).doesNotContain(proof.rule().id());
  }

  /** Rejected lines of rules that want to know more of an engine than its system and version. */
  static Stream<Proof> rejectedByFacts() {
    return rejected().filter(proof -> !proof.rule().facts().isEmpty());
  }

  /** But for those that are only excused by a fact. */
  static Stream<Proof> rejectedForFacts() {
    return rejectedByFacts()
        .filter(proof -> !proof.rule().excusedBy().equals(proof.rule().facts()));
  }

  @ParameterizedTest
  @MethodSource("rejectedForFacts")
  void aRuleIsSilentOnAnEngineThatItKnowsTooLittleOf(Proof proof) {
    Target shownOn = java.util.Objects.requireNonNull(proof.rule().shownOn());
    Target bare = Target.of(shownOn.system(), shownOn.api());
    assertThat(ContainerRun.parse(proof.line()).validate(bare))
        .extracting(Violation::rule)
        .doesNotContain(proof.rule().id());
  }

  @ParameterizedTest
  @MethodSource("rejectedByFacts")
  void theFactsThatARuleReadsAreNeededForItsRuns(Proof proof) {
    assertThat(Fact.neededFor(ContainerRun.parse(proof.line()))).containsAll(proof.rule().facts());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void saysWhatIsWrongAndWhatToDo(Rule rule) {
    assertThat(rule.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    assertThat(rule.fix()).isNotBlank();
    assertThat(rule.rejects()).isNotEmpty();
    assertThat(rule.accepts()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "-v 'C:\\data:/data'",
    "-v C:/data:/data:ro",
    "'--mount type=bind,src=C:/data,dst=/x'"
  })
  void pathsOfAWindowsHostAreForDockerDesktop(String volume) {
    ContainerRun run = ContainerRun.parse(volume + " alpine");
    Target linux = Target.of("linux", new ApiVersion(1, 47));
    Target desktop = linux.with(Fact.OPERATING_SYSTEM, "Docker Desktop");
    assertThat(Fact.neededFor(run)).contains(Fact.OPERATING_SYSTEM);
    assertThat(run.validate(desktop)).isEmpty();
    for (Target other : List.of(linux, linux.with(Fact.OPERATING_SYSTEM, "Alpine Linux v3.20"))) {
      assertThat(run.validate(other)).extracting(Violation::rule).containsExactly("windows-source");
      assertThat(run.validate(other)).noneMatch(Violation::isError);
    }
    assertThat(run.validate(Target.of("windows", linux.api()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "A=\"b c\" | quotes around it",
        "A='b' | quotes around it",
        "A=\"\" | quotes around it",
        "A=1 # one | # and what follows"
      })
  void tellsWhatAFileHasBehindTheEqualsSign(String line, String what) {
    ScriptedEnvironment files =
        new ScriptedEnvironment().file("a.env", "OK=1\n" + line).file("a.labels", "x=1\n" + line);
    for (String option : List.of("--env-file a.env", "--label-file a.labels")) {
      ContainerRun run = ContainerRun.parse(option + " alpine");
      assertThat(run.validate()).isEmpty();
      assertThat(run.resolve(files).validate())
          .extracting(it -> it.severity() + " " + it.message())
          .containsExactly(
              "INFO "
                  + option
                  + ": the value of A includes the "
                  + what
                  + "; drop them, unless they are meant [value-as-written]");
      assertThat(run.silence("value-as-written").resolve(files).validate()).isEmpty();
    }
    files.file("a.env", "A=b'c'\nB={\"x\": \"y\"}\nC=#1\nD").file("a.labels", "");
    assertThat(ContainerRun.of("alpine").envFile("a.env").resolve(files).validate()).isEmpty();
  }

  @Test
  void nothingIsSaidOfWhatWorksAsWritten() {
    for (String line :
        List.of(
            "--restart always alpine",
            "-d --restart unless-stopped -m 512m alpine",
            "-m 64m alpine",
            "-m 64m --restart on-failure:3 --name web -p 8080:80 nginx")) {
      assertThat(ContainerRun.parse(line).validate()).isEmpty();
    }
  }

  @Test
  void idsAreUnique() {
    assertThat(Rules.all()).extracting(Rule::id).doesNotHaveDuplicates();
  }

  @Test
  void aMessageHasTheOptionsTheReasonTheFixAndTheRule() {
    assertThat(
            ContainerRun.parse("--memory 4m --memory-swap -1 --rm --restart always alpine")
                .validate())
        .extracting(Violation::message)
        .containsExactlyInAnyOrder(
            "--memory 4m: below the engine's minimum of 6m; use at least 6m, or drop the limit"
                + " [memory-minimum]",
            "--restart always, --rm: a container that is removed on exit cannot restart; drop --rm,"
                + " or set --restart no [remove-or-restart]");
  }

  @ParameterizedTest
  @CsvSource({
    "--stop-signal SIGTREM, SIGTERM",
    "--restart alwys, always",
    "--cap-add SYS_PTRAC, SYS_PTRACE",
    "--security-opt seccmp=unconfined, seccomp",
    "--ipc sharable, shareable",
    "--network brigde, bridge",
    "--log-driver jsonfile, json-file",
    "--log-driver local --log-opt max-sze=1m, max-size",
    "--log-opt mode=nonblocking, non-blocking",
    "'--mount type=bnd,target=/x', bind",
    "'--mount type=bind,source=/a,target=/x,bind-propagation=rslav', rslave",
    "--tmpfs /x:noexce, noexec",
    "-v /a:/x:rslav, rslave",
    "--isolation hyprv, hyperv"
  })
  void suggestsWhatWasMeant(String options, String meant) {
    Target target =
        Target.of("linux", new ApiVersion(1, 47))
            .with(Fact.LOG_DRIVERS, Set.of("json-file", "local"));
    assertThat(ContainerRun.parse(options + " alpine").validate(target))
        .extracting(Violation::problem)
        .anySatisfy(problem -> assertThat(problem).endsWith("; did you mean " + meant + "?"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rm | 25",
        "--mount type=tmpfs,target=/x | 25",
        "--cpus 1 | 25",
        "--init | 25",
        "--stop-timeout 1 | 25",
        "--cpu-rt-period 1000 | 25",
        "--device-cgroup-rule 'c 1:1 r' | 28",
        "--health-cmd true --health-start-period 1s | 29",
        "--platform linux/arm64 | 41",
        "--ipc shareable | 32",
        "--network name=a,driver-opt=b=c | 32",
        "--expose 80/sctp | 37",
        "--security-opt systempaths=unconfined | 38",
        "--gpus all | 40",
        "--device nvidia.com/gpu=all | 40",
        "--mount type=bind,src=/a,dst=/x,bind-recursive=disabled | 40",
        "--mount type=bind,src=/a,dst=/x,bind-create-src | 42",
        "--cgroupns private | 41",
        "--annotation a=b | 43",
        "--network a --network b | 44",
        "--network name=a,mac-address=02:42:ac:11:00:02 | 44",
        "--health-cmd true --health-start-interval 1s | 44",
        "--mount type=bind,src=/a,dst=/x,ro,bind-recursive=writable | 44",
        "--mount type=bind,src=/a,dst=/x,ro,bind-recursive=readonly,bind-propagation=rprivate | 44",
        "--mount type=volume,src=data,dst=/x,volume-subpath=y | 45",
        "--network name=a,driver-opt=com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.x=1 | 46",
        "--mount type=image,src=alpine,dst=/x | 48",
        "--security-opt writable-cgroups=true | 48",
        "--network name=a,gw-priority=1 | 48",
        "--umask 0027 | 56"
      })
  void whatAnEngineIsTooOldForIsRefusedWhereTheTargetIsStrict(String options, int minor) {
    ContainerRun run = ContainerRun.parse(options + " alpine");
    Target enough = Target.of("linux", new ApiVersion(1, minor)).strict();
    Target older = Target.of("linux", new ApiVersion(1, minor - 1)).strict();
    assertThat(run.validate(enough)).filteredOn(Violation::isError).isEmpty();
    assertThat(run.validate(older)).filteredOn(Violation::isError).isNotEmpty();
  }

  @Test
  void requireValidThrowsWithAllErrors() {
    org.assertj.core.api.Assertions.assertThatExceptionOfType(InvalidRunException.class)
        .isThrownBy(() -> ContainerRun.parse("-m 4m -w here alpine").requireValid())
        .satisfies(
            problem ->
                assertThat(problem.violations())
                    .extracting(Violation::rule)
                    .containsExactlyInAnyOrder("memory-minimum", "workdir-absolute"));
  }

  @Test
  void anOptionThatTheEngineIsTooOldForIsAViolation() {
    Target old = Target.of("linux", new ApiVersion(1, 40));
    assertThat(ContainerRun.parse("--cgroupns private alpine").validate(old))
        .extracting(Violation::message)
        .containsExactly(
            "--cgroupns private: requires API version 1.41, but the engine's API version is 1.40;"
                + " use a newer engine, or drop the option [api-version]");
  }

  @Test
  void anOptionOfAnotherSystemIsAViolation() {
    Target linux = Target.of("linux", new ApiVersion(1, 51));
    assertThat(ContainerRun.parse("--cpu-percent 50 alpine").validate(linux))
        .extracting(Violation::rule)
        .containsExactly("engine-system");
  }

  @Test
  void aLimitThatTheEngineDropsIsAnErrorWhereTheTargetIsStrict() {
    Target target = Target.of("linux", new ApiVersion(1, 42));
    ContainerRun run = ContainerRun.parse("--kernel-memory 64m --stop-signal 65 alpine");
    assertThat(run.validate(target)).extracting(Violation::severity).containsOnly(Severity.WARNING);
    assertThat(run.validate(target.strict()))
        .filteredOn(Violation::isError)
        .extracting(Violation::rule)
        .containsExactly("kernel-memory-dropped");
  }
}
