package io.containerrun.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Runs the programs that the guides quote and checks their output. */
@EnabledIfEnvironmentVariable(
    named = "CONTAINERRUN_REQUIRE_ENGINE",
    matches = "true",
    disabledReason = "./verify makes sure of an engine and of the images of the examples")
class GuidesIT {

  private interface Program {
    void run(String[] arguments) throws Exception;
  }

  @Test
  void oneShot() throws Exception {
    assertThat(shown(OneShots::main))
        .contains("3 hello\n", "exited with 3; its last output:\nhello\n")
        .contains("apple\npear\n")
        .contains("build: compiling\nbuild: done\ntrue\n65581\n1000000 bytes in the file\n")
        .containsPattern("ALL ORDERS\nstopped after [1-9]")
        .endsWith("65536, true\n");
  }

  @Test
  void createdFirst() throws Exception {
    assertThat(shown(CreatedFirst::main))
        .isEqualTo("port = 8080\nruns: true\n1 /etc/app.conf\ndeployed, runs: true\n");
  }

  @Test
  void exec() throws Exception {
    assertThat(shown(Execs::main))
        .contains("worker is ready\n", "sorted: apple pear\n", "failed with 2\n")
        .contains("1000 in /tmp, MODE=batch\n", "> step 1\n> step 2\n")
        .contains("stopped: exec in container ")
        .contains("in the background: 0\n")
        .endsWith("42\nexited with 3\n");
  }

  @Test
  void files() throws Exception {
    assertThat(shown(FileCopies::main))
        .contains("app.conf schema\n", "port = 8080\n", "0600 of 1000\n")
        .contains("result: done\n", "app.conf, schema\n");
  }

  @Test
  void images() throws Exception {
    List<String> registry =
        Stream.of(
                "CONTAINERRUN_REGISTRY",
                "CONTAINERRUN_REGISTRY_USER",
                "CONTAINERRUN_REGISTRY_PASSWORD")
            .map(name -> Objects.requireNonNull(System.getenv(name), name + ": see ./verify"))
            .toList();
    assertThat(shown(ImageWork::main, registry.toArray(String[]::new)))
        .contains("build: Step 1/6 : FROM containerrun/base\n", "\nhello from an image\n")
        .contains("Step 2/2 : RUN echo compiling; exit 2\n", "compiling, ")
        .contains("linux/", "[80]\ngreeter\nfalse: inspect image greeter:3: ")
        .containsPattern("\\[greeter:[12], greeter:[12]\\]\n")
        .contains("push: The push refers to repository [");
  }

  @Test
  void networksAndVolumes() throws Exception {
    assertThat(shown(NetworksAndVolumes::main))
        .startsWith("hello neighbour\ntrue\n10.214.9.0/24\ncreate network orders-backend: ")
        .contains("already exists; use it by its name, or choose another name\n")
        .endsWith("kept\n");
  }

  @Test
  void containers() throws Exception {
    assertThat(shown(Services::main))
        .contains("hello\n", "running, healthy\ncontainerrun/base is up: true\ncareful\n")
        .containsPattern(
            "true\nwait for container \\w+ \\(\\S+\\): not done within 500 ms; given up\n")
        .contains("log: starting\n", "log: careful\n", "still running\n")
        .containsPattern("\\d % of a processor, \\d+")
        .containsPattern("uses \\d\n")
        .endsWith("exited with 137\n");
  }

  @Test
  void readiness() throws Exception {
    assertThat(shown(Readiness::main))
        .startsWith("the database is ready: true\nthe catalog is ready\nconnected\nlistening\n")
        .containsPattern(
            "container \\w+ \\(\\S+\\) took longer than 1000 ms before it responded on 80/missing at"
                + " http://[^;]+:\\d+; the last attempt: the response was 404 Not Found: ")
        .contains("is unhealthy; its last health probe ended with 1: no space left; its last")
        .endsWith("migrated, exited with 0\n");
  }

  @Test
  void readingBack() throws Exception {
    assertThat(shown(ReadingBack::main))
        .startsWith(
            """
            docker run --label team=storage --memory 32m --stop-signal SIGKILL containerrun/base sleep 600
            ContainerRun run =
                ContainerRun.of("containerrun/base")
                    .label("team", "storage")
                    .memory(Size.mebibytes(32))
            """)
        .contains("{\"image\":\"containerrun/base\",\"label\":{\"team\":\"storage\"},")
        .contains("--memory 32m -> --memory 64m\n")
        .endsWith("containerrun/base Optional[64m] []\n");
  }

  @Test
  void connecting() throws Exception {
    assertThat(shown(Connecting::main))
        .contains(" speaks API 1.")
        .contains("there is no file /etc/docker/client/ca.pem\n")
        .contains("there is no docker context 'production': no file ")
        .containsPattern("\\[[a-z0-9_]+\\]\n$");
  }

  @Test
  void interactive() throws Exception {
    assertThat(shown(Interactive::main))
        .isEqualTo(
            """
            42
            bc exited with 0
            started
            true
            hello
            process exited with 0
            server exited with 4
            """);
  }

  private static String shown(Program program, String... more) throws Exception {
    PrintStream console = System.out;
    PrintStream errors = System.err;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    System.setErr(System.out);
    try {
      program.run(
          Stream.concat(Stream.of("containerrun/base"), Stream.of(more)).toArray(String[]::new));
    } finally {
      System.setOut(console);
      System.setErr(errors);
    }
    return shown.toString(StandardCharsets.UTF_8);
  }
}
