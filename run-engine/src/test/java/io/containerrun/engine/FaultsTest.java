package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.dockerjava.DockerJavaTransport;
import io.containerrun.engine.internal.config.ProcessEnvironment;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.testing.Faults;
import io.containerrun.engine.testing.OneContainer;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.ScriptedEngine.Reply;
import io.containerrun.engine.testing.TestTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every fault in every response of a run, on Unix sockets and TCP, and through a client of
 * docker-java: the result is the true one or says that output is missing, all else is a documented
 * exception within the limits, and nothing stays behind.
 */
@Tag("slow")
@Timeout(600)
class FaultsTest {

  private static final int AT_ONCE = 48;

  private static final Duration RESPONSE = Duration.ofSeconds(2);

  /** Far more than all limits of one run. */
  private static final long LONGEST_SECONDS = 60;

  private static final String CREATE = "POST /containers/create";
  private static final String ATTACH = "POST /containers/c1/attach";
  private static final String START = "POST /containers/c1/start";
  private static final String WAIT = "POST /containers/c1/wait";
  private static final String REMOVE = "DELETE /containers/c1";

  /** The body of the response to a wait, which comes after the exit. */
  private static final String EXIT = "exit";

  /** What is found of a container that stays by the user's wish. */
  private static final String KEPT = "kept";

  /** Statuses that say nothing about what the engine has done; the others refuse a request. */
  private static final Set<String> SAY_NOTHING =
      Set.of("100", "200", "204", "304", "408", "499", "500", "502", "503", "504", "520", "524");

  /** How the requests get to the engine. */
  private enum Way {
    UNIX,
    TCP,
    DOCKER_JAVA
  }

  /** A fault; the first, or every response is spoiled. */
  private record Case(String name, String request, Reply fault, boolean once, int number, Way way) {

    boolean isRemoved() {
      return number / 2 % 2 == 0;
    }

    /** Whether the engine does what it is asked, although its response is spoiled. */
    boolean isDone() {
      String status = name.split(" ", 2)[0];
      boolean refuses = status.matches("[0-9]{3}") && !SAY_NOTHING.contains(status);
      boolean noEngine = name.equals("a TLS alert");
      return !refuses && !noEngine && !request.equals(ATTACH) && !request.equals(EXIT);
    }

    /** Whether nobody can tell that the container still exists, or remove it. */
    boolean keepsIt() {
      return request.equals(REMOVE) && (!once || name.startsWith("404"));
    }

    @Override
    public String toString() {
      return name + ", " + way + (once ? ", once" : ", always") + (isRemoved() ? ", --rm" : "");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CREATE, ATTACH, START, WAIT, REMOVE})
  void everyFaultOfAResponse(String request) throws Exception {
    List<Case> cases = cases(request, Faults.ofResponses());
    assertThat(cases).hasSizeGreaterThan(200);
    assertThat(findings(cases)).isEmpty();
  }

  @Test
  void everyFaultOfTheOutput() throws Exception {
    Map<String, Reply> faults = Faults.ofStreams();
    faults.replaceAll((name, fault) -> afterALine(fault));
    assertThat(findings(cases(ATTACH, faults))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {CREATE, ATTACH, START, WAIT, REMOVE})
  void everyFaultThroughAClientOfDockerJava(String request) throws Exception {
    List<Case> cases = new ArrayList<>();
    for (Case one : cases(request, Faults.ofResponses())) {
      boolean once = cases.size() % 2 == 0;
      cases.add(new Case(one.name, request, one.fault, once, one.number, Way.DOCKER_JAVA));
    }
    assertThat(findings(cases)).isEmpty();
  }

  private static Reply afterALine(Reply fault) {
    return it -> {
      it.upgrade();
      it.pause(100);
      it.frame(1, "hello\n");
      fault.to(it);
      it.cut();
    };
  }

  @Test
  void everyFaultOfAnExit() throws Exception {
    assertThat(findings(cases(EXIT, Faults.ofLateBodies()))).isEmpty();
  }

  private static List<Case> cases(String request, Map<String, Reply> faults) {
    List<Case> cases = new ArrayList<>();
    faults.forEach(
        (name, fault) -> {
          int number = cases.size() + cases.size() / 8; // each fault meets both transports
          cases.add(new Case(name, request, fault, true, number, way(number)));
          cases.add(new Case(name, request, fault, false, number + 1, way(number + 1)));
        });
    return cases;
  }

  private static Way way(int number) {
    return number % 2 == 0 ? Way.TCP : Way.UNIX;
  }

  /** What is wrong, by the name of the case. */
  private static List<String> findings(List<Case> cases) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<String>> all = new ArrayList<>();
      for (Case one : cases) {
        all.add(threads.submit(() -> finding(one)));
      }
      List<String> findings = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        String finding = await(all.get(i));
        if (!finding.isEmpty()) {
          findings.add(cases.get(i) + ": " + finding);
        }
      }
      return findings;
    } finally {
      threads.shutdownNow();
    }
  }

  private static String await(Future<String> finding) throws Exception {
    try {
      return finding.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException hangs) {
      finding.cancel(true);
      return "does not end";
    } catch (ExecutionException failure) {
      return String.valueOf(failure.getCause());
    }
  }

  /** Empty if all is well. */
  private static String finding(Case one) throws IOException {
    ScriptedEngine scripted = one.way == Way.TCP ? ScriptedEngine.onTcp() : new ScriptedEngine();
    // The end of the output shortly before the exit is not told from a broken connection.
    long runMillis = one.request.equals(ATTACH) ? 600 : 30;
    try (OneContainer container = new OneContainer(scripted, runMillis)) {
      spoil(container, one);
      String finding;
      try (Engine engine = connect(scripted.host(), one.way)) {
        finding = one.request.equals(REMOVE) ? started(engine) : run(engine, one.isRemoved());
      } catch (ContainerRunException documented) {
        finding = ofMessage(one, documented);
      }
      if (finding.equals(KEPT)) {
        return "";
      }
      boolean left = finding.isEmpty() && container.exists() && !one.keepsIt();
      return left ? "left behind" : finding;
    }
  }

  private static Engine connect(String host, Way way) {
    EngineOptions options = EngineOptions.standard().host(host);
    if (way == Way.DOCKER_JAVA) {
      options = options.transport(DockerJavaTransport.of(TestTransport.client(host)));
    }
    Timeouts limits = new Timeouts(RESPONSE, RESPONSE, RESPONSE, RESPONSE);
    return Engine.connect(options.settings().timeouts(limits), new ProcessEnvironment());
  }

  private static void spoil(OneContainer container, Case one) {
    int times = one.once ? 1 : Integer.MAX_VALUE;
    if (one.request.equals(EXIT)) {
      Reply late =
          it -> {
            Faults.head(it);
            it.await(container.exited());
            one.fault.to(it);
          };
      container.spoil(WAIT, late, false, times);
    } else {
      container.spoil(one.request, one.fault, one.isDone(), times);
    }
  }

  private static String started(Engine engine) {
    try (RunningContainer container = engine.start(ContainerRun.of("alpine"))) {
      int exitCode = container.waitFor();
      return exitCode == OneContainer.EXIT_CODE ? "" : "exit code " + exitCode;
    }
  }

  private static String run(Engine engine, boolean remove) {
    ContainerRun run = ContainerRun.of("alpine");
    RunResult result = engine.run(remove ? run.remove() : run);
    if (result.exitCode() != OneContainer.EXIT_CODE) {
      return "exit code " + result.exitCode();
    }
    if (!result.isOutputLost() && !result.stdout().equals(OneContainer.OUTPUT)) {
      return "output " + result.stdout();
    }
    return remove ? "" : KEPT;
  }

  private static String ofMessage(Case one, ContainerRunException documented) {
    String message = String.valueOf(documented.getMessage());
    boolean quotes = one.name.contains("null");
    return message.isBlank() || (message.contains("null") && !quotes) ? "message " + message : "";
  }
}
