package io.containerrun.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.containerrun.RunLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {

  @Test
  void showsJavaJsonRequestAndViolations() throws JsonProcessingException {
    assertThat(Explain.explain(RunLine.parse("docker run --rm -m 4m alpine echo hi"), false))
        .isEqualTo(
            """
            Java

            ContainerRun run =
                ContainerRun.of("alpine")
                    .memory(Size.mebibytes(4))
                    .remove()
                    .command("echo", "hi");

            JSON

            {
              "image" : "alpine",
              "memory" : "4m",
              "rm" : true,
              "command" : [ "echo", "hi" ]
            }

            Request

            {
              "query" : { },
              "body" : {
                "Image" : "alpine",
                "Cmd" : [ "echo", "hi" ],
                "AttachStdin" : false,
                "AttachStdout" : true,
                "AttachStderr" : true,
                "StdinOnce" : false,
                "HostConfig" : {
                  "Memory" : 4194304,
                  "AutoRemove" : true
                }
              }
            }

            Violations

            ERROR --memory 4m: below the engine's minimum of 6m; use at least 6m, or drop the limit [memory-minimum]
            """);
  }

  @Test
  void showsWhatIsInformationalOnRequest() throws JsonProcessingException {
    RunLine line = RunLine.parse("sudo docker --context x run alpine 'echo hi'");
    String warning =
        "\nWARNING --context: is about the engine or how to connect to it, which a run does not know;"
            + " pass it to the connection [line-connection]\n";
    assertThat(Explain.explain(line, false))
        .endsWith("Violations\n" + warning + "2 informational; --notes shows them\n");
    assertThat(Explain.explain(line, true))
        .contains(warning, "\nINFO sudo: ", "\nINFO 'echo hi': ")
        .doesNotContain("--notes");
  }

  @Test
  void showsASavedInspectAsALine(@TempDir Path folder) throws IOException {
    Path container = folder.resolve("container.json");
    Files.writeString(
        container,
        """
        [{"Id": "c1", "Name": "/web", "Image": "sha256:a", "HostConfig": {"Memory": 8388608},
          "Config": {"Image": "app", "Env": ["PATH=/bin", "MODE=test"]}}]""");
    Path image = folder.resolve("image.json");
    Files.writeString(
        image,
        """
        [{"Id": "sha256:a", "RepoTags": ["app:latest"], "Config": {"Env": ["PATH=/bin"]}}]""");
    assertThat(
            Explain.explainContainer(
                List.of("--inspect", container.toString(), image.toString()), false))
        .startsWith(
            "Line\n\ndocker run --detach --env MODE=test --memory 8m --name web app\n\nJava");
  }
}
