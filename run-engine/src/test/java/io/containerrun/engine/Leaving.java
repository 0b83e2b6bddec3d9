package io.containerrun.engine;

import io.containerrun.ContainerRun;
import java.util.concurrent.CountDownLatch;

/** The program of {@link ExitTest} and {@link LeftoversIT}: creates objects and waits. */
final class Leaving {

  private Leaving() {}

  public static void main(String[] arguments) throws InterruptedException {
    int count = Integer.parseInt(arguments[1]);
    Engine engine = arguments[0].isEmpty() ? Engine.connect() : Engine.connect(arguments[0]);
    for (int i = 0; i < count; i++) {
      String name = arguments[2] + "-" + i;
      ContainerRun run =
          ContainerRun.of("containerrun/base").network("none").name(name).command("sleep", "600");
      System.out.println(engine.start(run).id());
    }
    if (arguments.length > 3) {
      createOthers(engine, arguments[2]);
    }
    System.out.println("ready");
    new CountDownLatch(1).await();
  }

  private static void createOthers(Engine engine, String name) {
    System.out.println(engine.networks().create(NetworkSpec.of(name + "-network")).id());
    System.out.println(engine.volumes().create(VolumeSpec.of(name + "-volume")).name());
    ContainerRun base = ContainerRun.of("containerrun/base").network("none");
    System.out.println("kept");
    System.out.println(engine.run(base.command("true")).id());
    RunningContainer released = engine.start(base.command("sleep", "600"));
    released.release();
    System.out.println(released.id());
    System.out.println(engine.keeping().create(base.command("sleep", "600")).id());
    System.out.println(engine.keeping().start(base.command("sleep", "600")).id());
  }
}
