package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeTest {

  @Test
  void namesWhatDiffersFromWhatToWhat() {
    ContainerRun deployed = ContainerRun.parse("-m 256m --rm -e TOKEN=old app:1 serve");
    ContainerRun wanted = ContainerRun.parse("-m 512m --init -e TOKEN=new app:2 serve --fast");
    assertThat(deployed.diff(wanted))
        .extracting(Change::toString)
        .containsExactly(
            "app:1 -> app:2",
            "serve -> serve --fast",
            "--env 'TOKEN=***' -> --env 'TOKEN=***'",
            "(none) -> --init",
            "--memory 256m -> --memory 512m",
            "--rm -> (none)");
  }

  @Test
  void equalRunsDoNotDiffer() {
    ContainerRun run = ContainerRun.parse("-m 256m -e A=1 app");
    assertThat(run.diff(ContainerRun.parse("-e A=1 -m 262144k app"))).isEmpty();
  }
}
