package io.containerrun.engine.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Skips the tests of a class, or one test, if there is no engine, or not one that they can run on.
 * The reason is in the report of the tests. Brings {@link EngineExtension}.
 *
 * <pre>{@code
 * @EnabledIfEngine(api = "1.44")
 * class OrdersTest { … }
 * }</pre>
 *
 * <p>Where tests must not be skipped, such as on a build server, the configuration parameter {@code
 * containerrun.required=true} of JUnit, or the environment variable {@code
 * CONTAINERRUN_REQUIRED=true}, makes them fail instead if no engine responds.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(EngineExtension.class)
@SuppressWarnings("exports") // who writes tests requires JUnit
public @interface EnabledIfEngine {

  /** The least version of the API, such as {@code 1.44}; any by default. */
  String api() default "";

  /** The system of its containers, {@code linux} or {@code windows}; any by default. */
  String system() default "";
}
