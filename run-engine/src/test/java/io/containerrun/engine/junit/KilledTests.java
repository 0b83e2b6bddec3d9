package io.containerrun.engine.junit;

import io.containerrun.ContainerRun;
import io.containerrun.engine.NetworkSpec;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The program of {@link KilledTestsIT}: tests that last until their process is killed. */
final class KilledTests {

  private KilledTests() {}

  public static void main(String[] arguments) {
    System.setProperty("reused", arguments[0]);
    var results = Executed.classes(Map.of("containerrun.reuse", "true"), Lasting.class);
    System.out.println(results.allEvents().failed().count() + " failed");
  }

  static class Lasting {
    private static final NetworkSpec backend = NetworkSpec.standard();
    private static final ContainerRun sleeping =
        ContainerRun.of("containerrun/base").command("sleep", "600");

    @RegisterExtension static final Service own = Service.of(sleeping).network(backend);
    @RegisterExtension static final Service shared = Service.of(sleeping).shared();

    @RegisterExtension
    static final Service reused = Service.of(sleeping).reused(System.getProperty("reused"));

    @RegisterExtension final Service ofTest = Service.of(sleeping);

    @Test
    void lasts() throws InterruptedException {
      System.out.println(own.container().id());
      System.out.println(shared.container().id());
      System.out.println(ofTest.container().id());
      System.out.println("kept");
      System.out.println(reused.container().id());
      System.out.println("ready");
      new CountDownLatch(1).await();
    }
  }
}
