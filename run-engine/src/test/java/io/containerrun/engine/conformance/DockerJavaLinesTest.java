package io.containerrun.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every recorded command line gives the same request through docker-java's own client. */
class DockerJavaLinesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Lines of which no run makes the same request, and why. */
  private static final Map<String, String> UNSAYABLE =
      Map.of(
          "gen-0668", "a variable twice, of which the last counts: the run has it once",
          "gen-0684", "the same",
          "seed-0079", "the same");

  private ScriptedDockerJava scripted;

  @BeforeEach
  void connect() throws IOException {
    scripted = new ScriptedDockerJava();
  }

  @AfterEach
  void close() throws IOException {
    scripted.close();
  }

  /** What to do with a recorded run; a text says what is wrong. */
  private interface Trial {
    Optional<String> of(ContainerRun run, ApiVersion api, Environment environment)
        throws IOException;
  }

  @Test
  void sendsTheSameRequest() throws IOException {
    assertThat(differences("give the same request", this::sent)).isEmpty();
  }

  @Test
  void readsBackToARunThatMakesTheSameRequest() throws IOException {
    Map<String, String> differences =
        differences("read back to a run that makes the same", this::readBack);
    assertThat(differences).containsKeys(UNSAYABLE.keySet().toArray(String[]::new));
    differences.keySet().removeAll(UNSAYABLE.keySet());
    assertThat(differences).isEmpty();
  }

  private static Map<String, String> differences(String what, Trial trial) throws IOException {
    Map<String, String> differences = new TreeMap<>();
    int compared = 0;
    for (ConformanceCase recorded : ConformanceTest.cases()) {
      if (recorded.expected().path("create").isNull()) {
        continue;
      }
      try (FolderEnvironment environment = new FolderEnvironment(recorded)) {
        ContainerRun run = ConformanceMain.parse(recorded, environment, false);
        compared++;
        trial
            .of(run, ApiVersion.parse(recorded.api()), environment)
            .ifPresent(how -> differences.put(recorded.id(), how));
      } catch (CommandLineException refused) {
        assertThat(recorded.isQuirk() || recorded.mayGoEitherWay()).as(recorded.id()).isTrue();
      }
    }
    System.out.printf(
        "docker-java: %d of %d recorded lines %s%n", compared - differences.size(), compared, what);
    assertThat(compared).isGreaterThan(1_100);
    return differences;
  }

  private Optional<String> sent(ContainerRun run, ApiVersion api, Environment environment)
      throws IOException {
    try {
      command(run, api, environment).exec();
    } catch (RuntimeException failure) {
      return Optional.of(failure.toString());
    }
    ObjectNode request = JSON.createObjectNode();
    request.set("query", JSON.valueToTree(scripted.query()));
    request.set("body", JSON.readTree(scripted.body()));
    requireNoneTwice(scripted.body());
    return difference(request, run, api, environment);
  }

  /** Of two members of a name engines merge the values, unless the first is null. */
  private static void requireNoneTwice(String body) throws IOException {
    Deque<Map<String, JsonToken>> objects = new ArrayDeque<>();
    try (JsonParser parser = JSON.createParser(body)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          objects.push(new HashMap<>());
        } else if (token == JsonToken.END_OBJECT) {
          objects.pop();
        } else if (token == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          JsonToken before = objects.element().put(name, parser.currentToken());
          assertThat(before).as(name).isIn(null, JsonToken.VALUE_NULL);
          if (parser.currentToken() == JsonToken.START_OBJECT) {
            objects.push(new HashMap<>());
          }
        }
      }
    }
  }

  private Optional<String> readBack(ContainerRun run, ApiVersion api, Environment environment) {
    try {
      ContainerRun again = DockerJava.toRun(command(run, api, environment));
      return difference(JSON.valueToTree(again.request(api)), run, api, environment);
    } catch (RuntimeException failure) {
      return Optional.of(failure.toString());
    }
  }

  /** A command with the run; the engine would refuse some of those that the client sends. */
  private CreateContainerCmd command(ContainerRun run, ApiVersion api, Environment environment) {
    Target target = Target.of("linux", api);
    ContainerRun unchecked =
        run.silence(run.validate(target).stream().map(Violation::rule).toArray(String[]::new));
    CreateContainerCmd command = scripted.client().createContainerCmd(run.image().text());
    var unused = DockerJava.apply(unchecked, command, target, environment);
    return command;
  }

  private static Optional<String> difference(
      JsonNode actual, ContainerRun run, ApiVersion api, Environment environment) {
    Object theirs = Requests.normal(actual);
    Object ours = Requests.normal(JSON.valueToTree(run.resolve(environment).request(api)));
    return ours.equals(theirs)
        ? Optional.empty()
        : Optional.of(run + "\n    ours   " + ours + "\n    theirs " + theirs);
  }
}
