package io.containerrun.engine.testing;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Marks tests that need the images of services, which {@code support/services} makes of the
 * distribution's packages where they are missing. Where they cannot be had the tests are skipped,
 * or fail if {@code CONTAINERRUN_REQUIRE_ENGINE} is {@code true}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(OnServices.Condition.class)
public @interface OnServices {

  /** Makes the images. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (context.getTestMethod().isPresent()) {
        return ConditionEvaluationResult.enabled("decided for the class");
      }
      String problem = make();
      if (problem.isEmpty()) {
        return ConditionEvaluationResult.enabled("there are images of services");
      }
      String reason = context.getDisplayName() + " needs images of services: " + problem;
      if ("true".equals(System.getenv("CONTAINERRUN_REQUIRE_ENGINE"))) {
        throw new IllegalStateException(reason);
      }
      System.out.println(reason + "; it is skipped");
      return ConditionEvaluationResult.disabled(reason);
    }

    /** Why there are none; empty if there are. */
    private static String make() {
      try {
        Process making =
            new ProcessBuilder("bash", Path.of("..", "support", "services").toString())
                .redirectErrorStream(true)
                .start();
        making.getOutputStream().close();
        byte[] said = making.getInputStream().readAllBytes();
        return making.waitFor() == 0 ? "" : new String(said, StandardCharsets.UTF_8).strip();
      } catch (IOException failure) {
        return "support/services cannot be executed: " + failure.getMessage();
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        return "interrupted";
      }
    }
  }
}
