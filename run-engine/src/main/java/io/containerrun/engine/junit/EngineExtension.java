package io.containerrun.engine.junit;

import io.containerrun.ApiVersion;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineUnavailableException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives tests the {@link Engine} as a parameter.
 *
 * <pre>{@code
 * @ExtendWith(EngineExtension.class)
 * class ToolTest {
 *   @Test
 *   void prints(Engine engine) {
 *     assertEquals("hello\n", engine.run(HELLO).stdout());
 *   }
 * }
 * }</pre>
 *
 * <p>It is the one that runs every {@link Service}. All tests share it: they do not close it. What
 * they start with it and leave is removed after the last test.
 *
 * <p>Carries out {@link EnabledIfEngine} as well.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // who writes tests requires JUnit
public final class EngineExtension implements ParameterResolver, ExecutionCondition {

  /** Creates one. For JUnit. */
  public EngineExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Engine.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return TestSession.of(context).engine();
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), EnabledIfEngine.class)
        .map(it -> evaluate(it, context))
        .orElseGet(() -> ConditionEvaluationResult.enabled("no engine is asked for"));
  }

  private static ConditionEvaluationResult evaluate(
      EnabledIfEngine wanted, ExtensionContext context) {
    Engine engine;
    try {
      engine = TestSession.of(context).engine();
    } catch (EngineUnavailableException none) {
      if (isRequired(context)) {
        throw none;
      }
      return ConditionEvaluationResult.disabled("no engine: " + none.getMessage());
    }
    return missing(wanted, engine)
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(
            () -> ConditionEvaluationResult.enabled("an engine responds at " + engine.address()));
  }

  private static boolean isRequired(ExtensionContext context) {
    return context
        .getConfigurationParameter("containerrun.required")
        .or(() -> Optional.ofNullable(System.getenv("CONTAINERRUN_REQUIRED")))
        .filter("true"::equals)
        .isPresent();
  }

  private static Optional<String> missing(EnabledIfEngine wanted, Engine engine) {
    String prefix = "the engine at " + engine.address();
    if (!wanted.api().isEmpty()
        && engine.apiVersion().compareTo(ApiVersion.parse(wanted.api())) < 0) {
      return Optional.of(
          prefix + " speaks API " + engine.apiVersion() + ", and " + wanted.api() + " is needed");
    }
    String system = engine.target().system();
    if (!wanted.system().isEmpty() && !wanted.system().equals(system)) {
      return Optional.of(
          prefix + " runs containers of " + system + ", and " + wanted.system() + " is needed");
    }
    return Optional.empty();
  }
}
