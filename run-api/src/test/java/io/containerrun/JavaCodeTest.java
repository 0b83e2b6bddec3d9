package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That the code compiles and makes an equal run is tested beside the recorded cases. */
class JavaCodeTest {

  @Test
  void writesTypedCodeReadyToPaste() {
    String line =
        "docker run -d --name db -p 15432:5432 -m 512m --restart on-failure:5 --stop-timeout 30"
            + " -e MODE=test -e TOKEN -l team=storage -v data:/var/lib --cap-drop ALL --init=false"
            + " --pull never postgres:16 postgres -c 'log_statement=\"all\"'";
    assertThat(ContainerRun.parse(line).toJava())
        .isEqualTo(
            """
            ContainerRun run =
                ContainerRun.of("postgres:16")
                    .capDrop(Capability.parse("ALL"))
                    .detach()
                    .env("MODE", "test")
                    .env("TOKEN")
                    .with(ContainerRun.INIT, false)
                    .label("team", "storage")
                    .memory(Size.mebibytes(512))
                    .name("db")
                    .publish(15432, 5432)
                    .pull(PullPolicy.NEVER)
                    .restart(RestartPolicy.onFailure(5))
                    .stopTimeout(Duration.ofSeconds(30))
                    .volume(VolumeMount.parse("data:/var/lib"))
                    .command("postgres", "-c", "log_statement=\\"all\\"");""");
  }
}
