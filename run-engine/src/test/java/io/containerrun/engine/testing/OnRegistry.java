package io.containerrun.engine.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Marks tests that need a registry which asks for a password: the one that {@code ./verify} starts
 * and names in {@code CONTAINERRUN_REGISTRY}. Where there is none they are skipped, or fail if
 * {@code CONTAINERRUN_REQUIRE_ENGINE} is {@code true}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(OnRegistry.Condition.class)
public @interface OnRegistry {

  /** Looks for the registry. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (System.getenv("CONTAINERRUN_REGISTRY") != null) {
        return ConditionEvaluationResult.enabled("there is a registry");
      }
      String reason =
          context.getDisplayName()
              + " needs a registry: run ./verify, or set CONTAINERRUN_REGISTRY";
      if ("true".equals(System.getenv("CONTAINERRUN_REQUIRE_ENGINE"))) {
        throw new IllegalStateException(reason);
      }
      System.out.println(reason + "; it is skipped");
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}
