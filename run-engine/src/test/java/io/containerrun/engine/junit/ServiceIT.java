package io.containerrun.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import io.containerrun.engine.NetworkSpec;
import io.containerrun.engine.NotReadyException;
import io.containerrun.engine.Ready;
import io.containerrun.engine.VolumeSpec;
import io.containerrun.engine.testing.LabelledContainers;
import io.containerrun.engine.testing.OnEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Services of tests on a real engine. */
@OnEngine
@Tag("core")
class ServiceIT {

  private static final Map<String, String> IN_PARALLEL =
      Map.of(
          "junit.jupiter.execution.parallel.enabled", "true",
          "junit.jupiter.execution.parallel.mode.default", "concurrent",
          "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
          "junit.jupiter.execution.parallel.config.strategy", "fixed",
          "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

  private static final List<String> SEEN = new CopyOnWriteArrayList<>();

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  private static ContainerRun sleeping() {
    return shell("exec sleep 600");
  }

  private static ContainerRun shell(String script) {
    return ContainerRun.of("containerrun/shell").init().command("sh", "-c", script);
  }

  private static void see(Service... services) {
    for (Service service : services) {
      assertThat(service.container().isRunning()).isTrue();
      SEEN.add(service.container().id());
    }
  }

  private static void assertPassed(EngineExecutionResults results, int tests) {
    results.allEvents().assertStatistics(it -> it.failed(0).skipped(0));
    results.testEvents().assertStatistics(it -> it.succeeded(tests));
    assertThat(LabelledContainers.ids()).isEmpty();
    assertThat(LabelledContainers.networksAndVolumes()).isEmpty();
  }

  static class Both {
    @RegisterExtension static final Service ofClass = Service.of(sleeping());
    @RegisterExtension final Service ofTest = Service.of(sleeping());

    @BeforeAll
    static void before() {
      see(ofClass);
    }

    @Test
    void one() {
      see(ofClass, ofTest);
    }

    @Test
    void two() {
      see(ofClass, ofTest);
    }

    @Nested
    class Inside {
      @RegisterExtension static final Service ofNested = Service.of(sleeping());

      @Test
      void three() {
        see(ofClass, ofTest, ofNested);
      }
    }
  }

  @Test
  void aStaticFieldIsForTheClassAndAnInstanceFieldForEachTest() {
    assertPassed(Executed.classes(Both.class), 3);
    assertThat(SEEN).hasSize(8).containsOnlyOnce(SEEN.get(2), SEEN.get(4));
    assertThat(Set.copyOf(SEEN)).hasSize(1 + 3 + 1);
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OneInstance {
    @RegisterExtension final Service service = Service.of(sleeping());

    @Test
    void one() {
      see(service);
    }

    @Test
    void two() {
      see(service);
    }
  }

  @Test
  void anInstanceForAllTestsHasOneContainer() {
    assertPassed(Executed.classes(IN_PARALLEL, OneInstance.class), 2);
    assertThat(Set.copyOf(SEEN)).hasSize(1);
  }

  static class Meeting {
    private static final VolumeSpec place = VolumeSpec.standard();

    private static Service meeting(String own, String other) {
      return Service.of(
              shell(
                  "touch /place/%s; until [ -e /place/%s ]; do sleep 0.05; done; echo met; sleep 600"
                      .formatted(own, other)))
          .volume(place, "/place")
          .ready(Ready.log("met"));
    }

    @RegisterExtension static final Service one = meeting("one", "other");
    @RegisterExtension static final Service other = meeting("other", "one");

    @Test
    void bothAreReady() {
      see(one, other);
    }
  }

  @Test
  void servicesStartInParallel() {
    assertPassed(Executed.classes(Meeting.class), 1);
  }

  static class InOrder {
    private static final VolumeSpec place = VolumeSpec.standard();

    static final Service first =
        Service.of(shell("sleep 0.3; touch /place/first; echo first; sleep 600"))
            .volume(place, "/place")
            .ready(Ready.log("first"));

    @RegisterExtension
    static final Service last =
        Service.of(shell("[ -e /place/second ] && echo late || echo early; sleep 600"))
            .volume(place, "/place")
            .ready(Ready.log("late|early"))
            .after(InOrder.second());

    private static Service second() {
      return Service.of(shell("[ -e /place/first ] && touch /place/second; echo second; sleep 600"))
          .volume(place, "/place")
          .ready(Ready.log("second"))
          .after(first);
    }

    @Test
    void isLate() {
      SEEN.add(last.container().logs());
      see(first);
    }
  }

  @Test
  void aServiceStartsAfterThoseItNeedsFieldOrNot() {
    assertPassed(Executed.classes(InOrder.class), 1);
    assertThat(SEEN.get(0)).isEqualTo("late\n");
  }

  static class ByName {
    private static final String NAME = "by-name-" + ProcessHandle.current().pid();

    @RegisterExtension
    static final Service side = Service.of(sleeping().network("container:" + NAME));

    @RegisterExtension static final Service main = Service.of(sleeping().name(NAME));

    @Test
    void bothRun() {
      see(side, main);
    }
  }

  @Test
  void aServiceStartsAfterTheOneThatItsRunMentions() {
    assertPassed(Executed.classes(ByName.class), 1);
  }

  static class OnNetwork {
    private static final NetworkSpec backend = NetworkSpec.standard();

    @RegisterExtension static final Service web = Service.of(sleeping()).network(backend, "web");

    /** With the capability that ping needs on Podman. */
    @RegisterExtension
    static final Service client = Service.of(sleeping().capAdd("NET_RAW")).network(backend);

    @Test
    void isReachedByItsAlias() {
      assertThat(client.container().exec("ping", "-c", "1", "web").exitCode()).isZero();
    }
  }

  @Test
  void servicesReachEachOtherOnTheirNetwork() {
    assertPassed(Executed.classes(OnNetwork.class), 1);
  }

  abstract static class Inherited {
    @RegisterExtension static final Service service = Service.of(sleeping());

    @Test
    void one() {
      see(service);
    }

    @Test
    void two() {
      see(service);
    }
  }

  static class Heir extends Inherited {}

  static class OtherHeir extends Inherited {}

  @Test
  void classesInParallelShareAFieldThatTheyInherit() {
    assertPassed(Executed.classes(IN_PARALLEL, Heir.class, OtherHeir.class), 4);
  }

  static class Sharing {
    @RegisterExtension static final Service service = Service.of(sleeping()).shared();

    @Test
    void sees() {
      see(service);
    }
  }

  static class AlsoSharing {
    @RegisterExtension static final Service service = Service.of(sleeping()).shared();

    @Test
    void sees() {
      see(service);
    }
  }

  static class NotSharing {
    @RegisterExtension static final Service service = Service.of(sleeping());

    @Test
    void sees() {
      see(service);
    }
  }

  @Test
  void equalSharedServicesAreOneContainer() {
    Class<?>[] all = {Sharing.class, AlsoSharing.class, NotSharing.class};
    assertPassed(Executed.classes(all), 3);
    assertThat(SEEN.get(0)).isEqualTo(SEEN.get(1)).isNotEqualTo(SEEN.get(2));
    SEEN.clear();
    assertPassed(Executed.classes(IN_PARALLEL, all), 3);
    assertThat(Set.copyOf(SEEN)).hasSize(2);
  }

  private static Service broken() {
    return Service.of(shell("echo no disk; exit 3").memory("16m").publish(80))
        .ready(Ready.log("never").timeout(Duration.ofMinutes(10)));
  }

  static class Broken {
    @RegisterExtension
    static final Service slow =
        Service.of(sleeping()).ready(Ready.log("never").timeout(Duration.ofMinutes(10)));

    @RegisterExtension static final Service db = broken();
    @RegisterExtension static final Service app = Service.of(sleeping()).after(db);

    @Test
    void neverRuns() {
      see(app);
    }
  }

  @Test
  void aStartThatFailsSaysWhyAndEndsTheOthers() {
    EngineExecutionResults results = Executed.classes(Broken.class);
    assertThat(Executed.failure(results))
        .isInstanceOf(ServiceException.class)
        .hasCauseInstanceOf(NotReadyException.class)
        .hasMessageMatching(
            "(?s)service containerrun/shell is not ready: container .+ exited with 3 before it"
                + " wrote a line like never\n.*state: exited, exit code 3\nlast output:\nno disk");
    results.testEvents().assertStatistics(it -> it.started(0));
    assertThat(LabelledContainers.ids()).isEmpty();
  }

  static class Invalid {
    @RegisterExtension static final Service db = Service.of(sleeping().memory("1m"));

    @Test
    void neverRuns() {
      see(db);
    }
  }

  @Test
  void aRunThatCannotWorkSaysWhichRuleItBreaks() {
    assertThat(Executed.failure(Executed.classes(Invalid.class)))
        .hasMessageStartingWith("service containerrun/shell is not started: ")
        .hasMessageContaining("[memory-minimum]");
  }

  static class BrokenForAll {
    @RegisterExtension static final Service db = broken().shared();

    @Test
    void neverRuns() {
      see(db);
    }
  }

  static class BrokenForAllAsWell extends BrokenForAll {}

  @Test
  void aSharedServiceThatDoesNotStartIsTriedOnce() {
    EngineExecutionResults results = Executed.classes(BrokenForAll.class, BrokenForAllAsWell.class);
    List<Throwable> failures =
        results.containerEvents().failed().stream()
            .map(
                it ->
                    it.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
            .toList();
    assertThat(failures).hasSize(2);
    assertThat(failures.get(0)).isSameAs(failures.get(1));
  }

  static class Failing {
    @RegisterExtension
    static final Service db =
        Service.of(shell("echo starting; exec sleep 600")).ready(Ready.log("starting"));

    @RegisterExtension final Service gone = Service.of(shell("echo bye; exit 4"));

    @Test
    void fails() {
      gone.container().waitFor();
      fail("as it should");
    }

    @Test
    void passes() {
      see(db);
    }
  }

  @Test
  void aTestThatFailsHasTheLastLinesOfItsServices() {
    Throwable failure = Executed.failure(Executed.classes(Failing.class));
    assertThat(failure).hasMessage("as it should");
    assertThat(failure.getSuppressed())
        .extracting(Throwable::getMessage)
        .containsExactlyInAnyOrder(
            "service containerrun/shell\nstate: running\nlast output:\nstarting",
            "service containerrun/shell\nstate: exited, exit code 4\nlast output:\nbye");
  }

  static class FailingBefore {
    @RegisterExtension
    static final Service db =
        Service.of(shell("echo starting; exec sleep 600")).ready(Ready.log("starting"));

    @BeforeAll
    static void before() {
      fail("as it should");
    }

    @Test
    void neverRuns() {
      see(db);
    }
  }

  @Test
  void aClassThatFailsHasTheLastLinesOfItsServices() {
    Throwable failure = Executed.failure(Executed.classes(FailingBefore.class));
    assertThat(failure.getSuppressed())
        .extracting(Throwable::getMessage)
        .containsExactly("service containerrun/shell\nstate: running\nlast output:\nstarting");
  }

  @ExtendWith(EngineExtension.class)
  static class WithEngine {
    @Test
    void runs(Engine engine) {
      var left = engine.start(sleeping());
      SEEN.add(left.id());
    }

    @Test
    @EnabledIfEngine(api = "9.99")
    void needsMore() {
      fail("runs on API 1.41");
    }

    @Test
    @EnabledIfEngine(api = "1.24", system = "linux")
    void needsLess() {
      SEEN.add("less");
    }

    @Test
    @EnabledIfEngine(system = "windows")
    void needsOther() {
      fail("runs on Linux");
    }
  }

  @Test
  void theEngineIsAParameterAndACondition() {
    EngineExecutionResults results = Executed.classes(WithEngine.class);
    results.testEvents().assertStatistics(it -> it.succeeded(2).failed(0).skipped(2));
    assertThat(SEEN).hasSize(2).contains("less");
    assertThat(results.testEvents().skipped().stream())
        .extracting(it -> it.getRequiredPayload(String.class))
        .anyMatch(it -> it.matches("the engine at \\S+ speaks API 1\\.\\d+, and 9\\.99 is needed"))
        .anyMatch(it -> it.endsWith("runs containers of linux, and windows is needed"));
    assertThat(LabelledContainers.ids()).isEmpty();
  }
}
