package io.containerrun.engine.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.CreateRequest;
import io.containerrun.engine.internal.config.Discovery;
import io.containerrun.engine.internal.config.EngineSettings;
import io.containerrun.engine.internal.config.ProcessEnvironment;
import io.containerrun.engine.internal.http.Connection;
import io.containerrun.engine.internal.http.DefaultConnection;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.Response;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.testing.ThisSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Asks an engine for containers that nobody has checked, and takes them away again. May be shared
 * between threads.
 */
final class EngineProbe implements AutoCloseable {

  /** How far the engine went along. */
  enum Step {
    REFUSED_AT_CREATE,
    REFUSED_AT_START,
    CREATED,
    STARTED
  }

  /** What came of it, and what the engine said about it. */
  record Verdict(Step step, String message) {
    boolean isRefusal() {
      return step == Step.REFUSED_AT_CREATE || step == Step.REFUSED_AT_START;
    }
  }

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Containers and volumes that lines name: no two probes and nobody else may mean the same. */
  private static final Pattern NAMES = Pattern.compile("\\b(web|db|data)\\b");

  private static final Pattern NETWORK = Pattern.compile("(?<=[ =])mine(?=[, ])");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Connection connection =
      new DefaultConnection(
          new Discovery(new ProcessEnvironment()).find(EngineSettings.NONE).endpoint(), threads);
  private final ApiVersion api;
  private final String prefix = "rules-" + UUID.randomUUID().toString().substring(0, 8);
  private final AtomicInteger count = new AtomicInteger();
  private final Set<String> volumes = new ConcurrentSkipListSet<>();

  EngineProbe(ApiVersion api) throws IOException, InterruptedException {
    this.api = api;
    String network =
        """
        {"Name":"%s","EnableIPv6":true,
         "IPAM":{"Config":[{"Subnet":"172.30.100.0/24"},{"Subnet":"2001:db8::/64"}]}}"""
            .formatted(prefix);
    call(Request.post(path("/networks/create"), network));
  }

  /** The run of a line, with names of our own. */
  ContainerRun run(String line) {
    String own = NETWORK.matcher(line).replaceAll(prefix);
    String names = prefix + "-" + count.incrementAndGet() + "-$1";
    return ContainerRun.parse(NAMES.matcher(own).replaceAll(names));
  }

  Verdict create(ContainerRun run) throws IOException, InterruptedException {
    return probe(run, false);
  }

  Verdict start(ContainerRun run) throws IOException, InterruptedException {
    return probe(run, true);
  }

  private Verdict probe(ContainerRun run, boolean start) throws IOException, InterruptedException {
    CreateRequest request =
        run.resolve(new ProcessEnvironment())
            .image("containerrun/base")
            .command("true")
            .request(api);
    Map<String, Object> body = new LinkedHashMap<>(request.body());
    String[] label = ThisSession.label().split("=", 2);
    body.put("Labels", Map.of(label[0], label[1]));
    String query =
        request.query().entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    Response created = call(Request.post(path("/containers/create?" + query), Json.write(body)));
    if (created.status() != 201) {
      return new Verdict(Step.REFUSED_AT_CREATE, Json.errorMessage(created.body()));
    }
    String id = Json.read(created.body()).path("Id").asText();
    try {
      noteVolumes(id);
      return start ? started(id) : new Verdict(Step.CREATED, "");
    } finally {
      remove(id);
    }
  }

  private Verdict started(String id) throws IOException, InterruptedException {
    Response answer = call(Request.post(path("/containers/" + id + "/start")));
    return answer.status() == 204
        ? new Verdict(Step.STARTED, "")
        : new Verdict(Step.REFUSED_AT_START, Json.errorMessage(answer.body()));
  }

  private void noteVolumes(String id) throws IOException, InterruptedException {
    JsonNode mounts =
        Json.read(call(Request.get(path("/containers/" + id + "/json"))).body()).path("Mounts");
    for (JsonNode mount : mounts) {
      String name = mount.path("Name").asText();
      if (name.contains(prefix)) {
        volumes.add(name);
      }
    }
  }

  /** With --rm the engine may be at it already. */
  private void remove(String id) throws IOException, InterruptedException {
    Response answer = call(Request.delete(path("/containers/" + id + "?force=1&v=1")));
    while (answer.status() == 409) {
      Thread.sleep(20);
      answer = call(Request.get(path("/containers/" + id + "/json")));
    }
  }

  private Response call(Request request) throws IOException, InterruptedException {
    return connection.call(request, LIMIT);
  }

  private String path(String path) {
    return "/v" + api + path;
  }

  @Override
  public void close() throws IOException {
    try {
      for (String volume : volumes) {
        call(Request.delete(path("/volumes/" + volume)));
      }
      call(Request.delete(path("/networks/" + prefix)));
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new IOException("volumes and networks " + prefix + " are left behind", interrupt);
    } finally {
      connection.close();
      threads.shutdownNow();
    }
  }
}
