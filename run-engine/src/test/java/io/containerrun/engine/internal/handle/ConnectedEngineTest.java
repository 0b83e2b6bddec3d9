package io.containerrun.engine.internal.handle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.internal.config.Discovery;
import io.containerrun.engine.internal.config.EngineSettings;
import io.containerrun.engine.internal.config.ResolvedEngine;
import io.containerrun.engine.internal.http.Endpoint;
import io.containerrun.engine.internal.http.EngineAddress;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.engine.testing.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an engine is looked for if nobody says where it is and none is at the default address. */
@Timeout(120)
class ConnectedEngineTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> variables = new HashMap<>();
  @TempDir private Path folder;
  private ScriptedEngine scripted;

  @BeforeEach
  void prepare() throws IOException {
    scripted = new ScriptedEngine();
    variables.put("DOCKER_CONFIG", folder.resolve("config").toString());
    variables.put("HOME", folder.resolve("home").toString());
    variables.put("XDG_RUNTIME_DIR", folder.resolve("run").toString());
  }

  @AfterEach
  void close() throws IOException {
    scripted.close();
    threads.shutdownNow();
  }

  private ResolvedEngine resolved() {
    return new Discovery(new TestEnvironment(variables)).find(EngineSettings.NONE);
  }

  /** The address at which an engine responds; none does at the default address. */
  private String found() {
    ResolvedEngine engine = resolved();
    Endpoint missing = Endpoint.of(new EngineAddress.Unix(folder.resolve("absent").toString()));
    ConnectedEngine connected =
        ConnectedEngine.to(
            new ResolvedEngine(
                missing,
                engine.alternatives(),
                engine.apiVersion(),
                engine.defaults(),
                engine.publishedHost()),
            Timeouts.DEFAULT,
            threads);
    connected.connection().close();
    return connected.address().toString();
  }

  /** The socket of the engine under another name. */
  private String linked(String socket) throws IOException {
    Path link = folder.resolve(socket);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(scripted.host().replace("unix://", "")));
    return "unix://" + link;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run/docker.sock",
        "run/podman/podman.sock",
        "home/.docker/run/docker.sock",
        "home/.docker/desktop/docker.sock",
        "home/.colima/default/docker.sock",
        "home/.config/colima/default/docker.sock",
        "home/.rd/docker.sock",
        "home/.orbstack/run/docker.sock",
      })
  void findsTheEngineAtItsUsualSocket(String socket) throws IOException {
    String address = linked(socket);
    assertThat(found()).isEqualTo(address);
  }

  @Test
  void looksForPodmanOfTheSystemAsWell() {
    assertThat(resolved().alternatives())
        .extracting(Endpoint::toString)
        .contains("unix:///run/podman/podman.sock");
  }

  @Test
  void takesTheNextIfOneIsRefused() throws IOException {
    scripted.close();
    linked("run/docker.sock");
    scripted = new ScriptedEngine();
    String address = linked("home/.rd/docker.sock");
    assertThat(found()).isEqualTo(address);
  }

  @Test
  void listsEachPlaceThatWasTriedAndWhyItFailed() throws IOException {
    Files.createDirectories(folder.resolve("home/.rd"));
    Path noSocket = Files.createFile(folder.resolve("home/.rd/docker.sock"));
    variables.put("XDG_RUNTIME_DIR", folder.resolve("run").toString());
    // Not the sockets of this machine, which may have such an engine.
    List<Endpoint> tried =
        resolved().alternatives().stream()
            .filter(it -> it.toString().startsWith("unix://" + folder))
            .toList();
    assertThat(tried).hasSize(8);
    ResolvedEngine engine =
        new ResolvedEngine(
            Endpoint.of(new EngineAddress.Unix(folder.resolve("absent").toString())),
            tried,
            resolved().apiVersion(),
            resolved().defaults(),
            resolved().publishedHost());
    String run = "unix://" + folder.resolve("run");
    assertThatThrownBy(() -> ConnectedEngine.to(engine, Timeouts.DEFAULT, threads))
        .asInstanceOf(type(EngineUnavailableException.class))
        .returns("unix://" + folder.resolve("absent"), EngineUnavailableException::address)
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("no engine answers at unix://" + folder + "/absent: there is no such socket,")
        .contains("nor at " + run + "/docker.sock: there is no such socket")
        .contains("nor at " + run + "/podman/podman.sock: there is no such socket")
        .contains("nor at unix://" + noSocket + ": this is not a socket")
        .endsWith("start one, or name its address in DOCKER_HOST or Engine.connect(host)");
  }

  @ParameterizedTest
  @CsvSource({
    "DOCKER_HOST, unix:///var/run/docker.sock",
    "DOCKER_CONTEXT, default",
    "DOCKER_TLS, 1",
  })
  void neverReplacesWhatAVariableSays(String variable, String value) {
    assertThat(resolved().alternatives()).isNotEmpty();
    variables.put(variable, value);
    assertThat(resolved().alternatives()).isEmpty();
  }

  @Test
  void neverReplacesWhatTheConfigurationOrTheProgramSays() throws IOException {
    EngineSettings host =
        EngineSettings.NONE.location(new EngineSettings.Location.Host("unix:///a"));
    EngineSettings context =
        EngineSettings.NONE.location(new EngineSettings.Location.Context("default"));
    Discovery discovery = new Discovery(new TestEnvironment(variables));
    assertThat(discovery.find(host).alternatives()).isEmpty();
    assertThat(discovery.find(context).alternatives()).isEmpty();
    Path config = Files.createDirectories(folder.resolve("config")).resolve("config.json");
    Files.writeString(config, "{\"currentContext\":\"default\"}");
    assertThat(resolved().alternatives()).isEmpty();
  }
}
