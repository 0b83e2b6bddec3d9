package io.containerrun.examples;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;

/** The example of the README. */
public final class QuickStart {

  private QuickStart() {}

  /** Runs a container and prints its output. */
  public static void main(String[] args) {
    // region quick-start
    ContainerRun hello =
        ContainerRun.of("alpine:3").remove().memory("64m").command("echo", "hello");

    try (Engine engine = Engine.connect()) {
      String greeting = engine.run(hello).requireSuccess().stdout();
      System.out.print(greeting); // hello
    }
    // endregion
  }
}
