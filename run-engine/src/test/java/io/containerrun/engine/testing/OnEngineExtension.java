package io.containerrun.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Finds the engine before the tests of a class, and leftovers after them. */
final class OnEngineExtension implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {

  private static final long ALL_ENDS_WITHIN_MILLIS = 10_000;

  private final Set<String> socketsBefore = new TreeSet<>();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getTestMethod().isPresent()) {
      return ConditionEvaluationResult.enabled("decided for the class");
    }
    try {
      Engine.connect().close();
      return ConditionEvaluationResult.enabled("an engine answers");
    } catch (EngineException none) {
      if ("true".equals(System.getenv("CONTAINERRUN_REQUIRE_ENGINE"))) {
        throw none;
      }
      String reason = context.getDisplayName() + " is skipped: " + none.getMessage();
      System.out.println(reason);
      return ConditionEvaluationResult.disabled(reason);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    socketsBefore.addAll(OpenSockets.ofThisProcess());
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    assertThat(LabelledContainers.ids())
        .as("containers left behind by " + context.getDisplayName())
        .isEmpty();
    assertThat(LabelledContainers.networksAndVolumes())
        .as("networks and volumes left behind by " + context.getDisplayName())
        .isEmpty();
    long deadline = System.nanoTime() + ALL_ENDS_WITHIN_MILLIS * 1_000_000;
    Set<String> counted = sockets(context);
    while (!(threads().isEmpty() && counted.isEmpty()) && System.nanoTime() < deadline) {
      Thread.sleep(20);
      counted = sockets(context);
    }
    assertThat(threads()).as("threads left behind by " + context.getDisplayName()).isEmpty();
    assertThat(counted).as("sockets left behind by " + context.getDisplayName()).isEmpty();
  }

  private Set<String> sockets(ExtensionContext context) {
    if (context.getRequiredTestClass().getAnnotation(OnEngine.class).besideOthers()) {
      return Set.of();
    }
    Set<String> more = new TreeSet<>(OpenSockets.ofThisProcess());
    more.removeAll(socketsBefore);
    return more;
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("containerrun-"))
        .collect(Collectors.toSet());
  }
}
