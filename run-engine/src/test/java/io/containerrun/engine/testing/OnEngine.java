package io.containerrun.engine.testing;

import io.containerrun.engine.Engine;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests that run on a real engine: the one that {@link Engine#connect()} finds. Where none
 * answers they are skipped, or fail if {@code CONTAINERRUN_REQUIRE_ENGINE} is {@code true}.
 * Afterwards no container, network, volume, thread or socket of ours may be left.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(OnEngineExtension.class)
public @interface OnEngine {

  /**
   * Whether a client of others is in use too, which keeps its sockets for as long as the process
   * lives; then none are counted.
   */
  boolean besideOthers() default false;
}
