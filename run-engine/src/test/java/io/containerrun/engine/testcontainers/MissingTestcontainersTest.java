package io.containerrun.engine.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRun;
import io.containerrun.engine.testing.ChildJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who uses this package without Testcontainers is told what to add. */
@Timeout(60)
class MissingTestcontainersTest {

  /** Uses it. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) {
      try {
        System.out.println(TestcontainersRuns.startable(ContainerRun.of("alpine:3")));
      } catch (NoClassDefFoundError absent) {
        System.out.println(absent.getMessage());
      }
    }
  }

  @Test
  void isNamed() throws Exception {
    assertThat(ChildJvm.run(Program.class, "testcontainers-.*|docker-java-.*", Path.of("none")))
        .isEqualTo(
            "TestcontainersRuns needs a dependency that is optional and not there: add"
                + " org.testcontainers:testcontainers of version 1.21 or newer");
  }

  @Test
  void isNotNamedIfItIsThere() throws Exception {
    assertThat(ChildJvm.run(Program.class, "none", Path.of("none"))).isEqualTo("run of alpine:3");
  }
}
