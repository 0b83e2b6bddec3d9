package io.containerrun.engine.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Leaves a test out where the tests run over a transport of docker-java, which cannot do what it
 * shows. The build excludes the tag.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Tag("not-over-docker-java")
public @interface NotOverDockerJava {

  /** What such a transport cannot do. */
  String value();
}
