package io.containerrun.engine.testcontainers;

import io.containerrun.ContainerRun;
import io.containerrun.engine.NetworkSpec;
import java.util.concurrent.CountDownLatch;
import org.testcontainers.containers.Network;

/** The program of {@link LeavingRunsIT}: starts a run in a network and stops neither. */
final class LeavingRuns {

  private LeavingRuns() {}

  public static void main(String[] arguments) throws InterruptedException {
    Network network = TestcontainersRuns.network(NetworkSpec.standard());
    StartableRun run =
        TestcontainersRuns.startable(
                ContainerRun.of("containerrun/base").init().command("sleep", "600"))
            .network(network);
    run.start();
    System.out.println(run.getContainerId());
    System.out.println(network.getId());
    System.out.println("ready");
    new CountDownLatch(1).await();
  }
}
