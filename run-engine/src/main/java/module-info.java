/** Executes container runs on a Docker-compatible engine. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // JLine, docker-java and Testcontainers are none yet
module io.containerrun.engine {
  requires transitive io.containerrun.api;
  requires static transitive org.jspecify;
  requires transitive com.fasterxml.jackson.databind;
  requires org.apache.commons.compress;
  requires org.jline.terminal;
  requires org.slf4j;

  // For JLine, which is an automatic module and cannot say so.
  requires java.logging;

  // For tests with JUnit; who writes none needs none.
  requires static org.junit.jupiter.api;

  // For programs with docker-java, and named pipes of Windows; who has neither needs none.
  requires static com.github.dockerjava.api;
  requires static com.github.dockerjava.core;
  requires static com.github.dockerjava.transport;
  requires static com.github.dockerjava.transport.zerodep;

  // For tests with Testcontainers; who has none needs none.
  requires static testcontainers;

  // Signals have no other home.
  requires jdk.unsupported;

  exports io.containerrun.engine;
  exports io.containerrun.engine.dockerjava;
  exports io.containerrun.engine.info;
  exports io.containerrun.engine.junit;
  exports io.containerrun.engine.testcontainers;
}
