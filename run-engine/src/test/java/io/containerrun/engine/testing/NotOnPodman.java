package io.containerrun.engine.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Leaves a test out on Podman, which cannot do what it shows. {@code src-docs/engines.md} lists
 * these tests with their reasons.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ExtendWith(NotOnPodmanCondition.class)
public @interface NotOnPodman {

  /** What Podman does instead. */
  String value();

  /** The first major version that can do it; by default none can. */
  int before() default Integer.MAX_VALUE;
}
