package io.containerrun.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What an engine's handle still does, seen from the side. */
public final class AtWork {

  private static final long ALL_ENDS_WITHIN_MILLIS = 15_000;

  private AtWork() {}

  /** Asserts that, before long, no thread is at a call and the engine at no answer to one. */
  public static void assertNobody(ScriptedEngine scripted) throws InterruptedException {
    long deadline = System.nanoTime() + ALL_ENDS_WITHIN_MILLIS * 1_000_000;
    List<String> threads = threads();
    int answers = scripted.inProgress();
    while (!(threads.isEmpty() && answers == 0) && System.nanoTime() < deadline) {
      Thread.sleep(10);
      threads = threads();
      answers = scripted.inProgress();
    }
    assertThat(threads).as("threads that go on").isEmpty();
    assertThat(answers).as("answers that are still waited for").isZero();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(it -> it.getKey().getName().startsWith("containerrun-"))
        .filter(it -> isAtCall(it.getValue()))
        .map(Map.Entry::toString)
        .toList();
  }

  /** Of the others one looks at limits of time, and some are kept for the next call. */
  private static boolean isAtCall(StackTraceElement[] trace) {
    return Arrays.stream(trace)
        .map(StackTraceElement::getClassName)
        .anyMatch(it -> it.startsWith("io.containerrun.") && !it.contains("Watchdog"));
  }
}
