package io.containerrun.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.dockerjava.api.command.CreateContainerCmd;
import io.containerrun.ApiVersion;
import io.containerrun.CommandLineException;
import io.containerrun.ContainerRun;
import io.containerrun.Environment;
import io.containerrun.Target;
import io.containerrun.Violation;
import io.containerrun.engine.dockerjava.DockerJava;
import io.containerrun.engine.testing.ScriptedDockerJava;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every recorded command line gives the same request through docker-java's own client. */
class DockerJavaTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ScriptedDockerJava scripted;

  @BeforeEach
  void connect() throws IOException {
    scripted = new ScriptedDockerJava();
  }

  @AfterEach
  void close() throws IOException {
    scripted.close();
  }

  @Test
  void sendsTheSameRequest() throws IOException {
    Map<String, String> differences = new TreeMap<>();
    int compared = 0;
    for (ConformanceCase recorded : ConformanceTest.cases()) {
      if (recorded.expected().path("create").isNull()) {
        continue;
      }
      try (FolderEnvironment environment = new FolderEnvironment(recorded)) {
        ContainerRun run = ConformanceMain.parse(recorded, environment, false);
        compared++;
        difference(run, ApiVersion.parse(recorded.api()), environment)
            .ifPresent(how -> differences.put(recorded.id(), how));
      } catch (CommandLineException refused) {
        assertThat(recorded.isQuirk() || recorded.mayGoEitherWay()).as(recorded.id()).isTrue();
      }
    }
    System.out.printf(
        "docker-java: %d of %d recorded lines give the same request%n",
        compared - differences.size(), compared);
    differences.forEach((id, how) -> System.out.println("  " + id + " " + how));
    assertThat(differences.keySet()).isEmpty();
    assertThat(compared).isGreaterThan(1_100);
  }

  private Optional<String> difference(ContainerRun run, ApiVersion api, Environment environment)
      throws IOException {
    Target target = Target.of("linux", api);
    ContainerRun unchecked =
        run.silence(run.validate(target).stream().map(Violation::rule).toArray(String[]::new));
    CreateContainerCmd command = scripted.client().createContainerCmd(run.image().text());
    try {
      DockerJava.apply(unchecked, command, target, environment);
      command.exec();
    } catch (RuntimeException failure) {
      return Optional.of(failure.toString());
    }
    Object ours = Requests.normal(JSON.valueToTree(run.resolve(environment).request(api)));
    Object theirs = Requests.normal(sent());
    return ours.equals(theirs)
        ? Optional.empty()
        : Optional.of(run + "\n    ours   " + ours + "\n    theirs " + theirs);
  }

  private JsonNode sent() throws IOException {
    ObjectNode request = JSON.createObjectNode();
    request.set("query", JSON.valueToTree(scripted.query()));
    return request.set("body", JSON.readTree(scripted.body()));
  }
}
