package io.containerrun.engine.testing;

import io.containerrun.engine.internal.http.Request;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides by what the engine says about itself. */
final class NotOnPodmanCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<NotOnPodman> excluded =
        AnnotationSupport.findAnnotation(context.getElement(), NotOnPodman.class);
    Optional<String> version = Version.OF_ENGINE;
    if (excluded.isPresent() && version.isPresent()) {
      int major = Integer.parseInt(version.get().replaceFirst("\\..*", ""));
      if (major < excluded.get().before()) {
        return ConditionEvaluationResult.disabled(
            "on Podman " + version.get() + ": " + excluded.get().value());
      }
    }
    return ConditionEvaluationResult.enabled("the engine can do it");
  }

  /** Read once, when it is first needed. */
  private static final class Version {

    /** Podman's; empty on Docker. */
    static final Optional<String> OF_ENGINE =
        RawEngine.send(Request.get("/_ping")).header("Libpod-Api-Version");
  }
}
