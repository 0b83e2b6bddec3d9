package io.containerrun.examples;

import io.containerrun.ContainerRun;
import io.containerrun.engine.CreatedNetwork;
import io.containerrun.engine.CreatedVolume;
import io.containerrun.engine.Engine;
import io.containerrun.engine.NameConflictException;
import io.containerrun.engine.NetworkSpec;
import io.containerrun.engine.RunningContainer;
import io.containerrun.engine.VolumeSpec;
import io.containerrun.engine.info.Leftover;

/** Containers that share a network, and files that outlive a container. */
public final class NetworksAndVolumes {

  private NetworksAndVolumes() {}

  /**
   * Runs the examples.
   *
   * @param args an image with busybox; {@code busybox:1} by default
   */
  public static void main(String[] args) {
    ContainerRun busybox = ContainerRun.of(args.length > 0 ? args[0] : "busybox:1");
    try (Engine engine = Engine.connect()) {
      network(engine, busybox);
      choices(engine);
      volume(engine, busybox.remove());
      leftovers(engine);
    }
  }

  private static void network(Engine engine, ContainerRun busybox) {
    ContainerRun serve =
        busybox.command("sh", "-c", "echo hello neighbour >index.html; httpd -f -p 80");
    // region network
    try (CreatedNetwork backend = engine.networks().create(NetworkSpec.standard());
        RunningContainer web =
            engine.start(serve.network(backend.name()).networkAlias("web").workdir("/tmp"))) {
      ContainerRun ask = busybox.remove().network(backend.name());
      String wget = "until wget -q -O - http://web/; do sleep 0.1; done";
      System.out.print(engine.run(ask.command("sh", "-c", wget)).stdout()); // hello neighbour
      System.out.println(backend.inspect().containers().containsValue(web.name())); // true
    } // removes the container, then the network
    // endregion
  }

  private static void choices(Engine engine) {
    // region network-choices
    NetworkSpec spec =
        NetworkSpec.of("orders-backend")
            .subnet("10.214.9.0/24", "10.214.9.1")
            .internal()
            .label("team", "orders");
    try (CreatedNetwork backend = engine.networks().create(spec)) {
      System.out.println(backend.inspect().subnets().get(0).range()); // 10.214.9.0/24
      engine.networks().create(NetworkSpec.of("orders-backend")).close();
    } catch (NameConflictException taken) {
      System.out.println(taken.getMessage()); // … already exists; use it by its name, or …
    }
    // endregion
  }

  private static void volume(Engine engine, ContainerRun busybox) {
    // region volume
    try (CreatedVolume data =
        engine.volumes().create(VolumeSpec.standard().label("team", "docs"))) {
      ContainerRun run = busybox.volume(data.name() + ":/data");
      engine.run(run.command("sh", "-c", "echo kept >/data/file")).requireSuccess();
      System.out.print(engine.run(run.command("cat", "/data/file")).stdout()); // kept
    } // removed, with its files
    // endregion
  }

  private static void leftovers(Engine engine) {
    // region leftovers
    for (Leftover left : engine.sweep()) {
      System.out.println("removed " + left.kind() + " " + left.name());
    }
    // endregion
  }
}
