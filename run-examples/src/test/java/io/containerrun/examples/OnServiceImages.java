package io.containerrun.examples;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Marks tests that need the images of {@code support/services}, which makes them where they are
 * missing. Without {@code ./verify}, which makes sure of an engine, the tests are skipped.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(OnServiceImages.Maker.class)
public @interface OnServiceImages {

  /** Makes the images before the services of the class start. */
  final class Maker implements ExecutionCondition, BeforeAllCallback {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return "true".equals(System.getenv("CONTAINERRUN_REQUIRE_ENGINE"))
          ? ConditionEvaluationResult.enabled("./verify has made sure of an engine")
          : ConditionEvaluationResult.disabled("./verify makes sure of an engine");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
      Process making =
          new ProcessBuilder("bash", Path.of("..", "support", "services").toString())
              .redirectErrorStream(true)
              .start();
      making.getOutputStream().close();
      byte[] said = making.getInputStream().readAllBytes();
      if (making.waitFor() != 0) {
        throw new IllegalStateException(new String(said, StandardCharsets.UTF_8).strip());
      }
    }
  }
}
