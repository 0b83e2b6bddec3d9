package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.info.PathInfo;
import io.containerrun.engine.info.PathInfo.Kind;
import io.containerrun.engine.internal.http.BodyReader;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.RequestPath;
import io.containerrun.engine.internal.http.Response;
import io.containerrun.engine.internal.json.Json;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.engine.internal.util.Reason;
import io.containerrun.engine.internal.util.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** The calls that copy files into one container and out of it, for one copy. Used by one thread. */
public final class ArchiveApi {

  // The bits of Go's file modes.
  private static final long FOLDER = 1L << 31;
  private static final long LINK = 1L << 27;
  private static final long ANY_KIND = 0x8f280000L;
  private static final long SETUID = 1L << 23;
  private static final long SETGID = 1L << 22;
  private static final long STICKY = 1L << 20;
  private static final int PERMISSIONS = 0777;

  private static final Duration CLEAN_UP = Duration.ofSeconds(5);

  private final ApiClient client;
  private final ExecutorService threads;
  private final String id;
  private final MountVisibility visibility;

  /** Creates them for one container. */
  public ArchiveApi(ContainerApi containers, ExecutorService threads, String id) {
    this.client = containers.client();
    this.threads = threads;
    this.id = id;
    this.visibility = new MountVisibility(containers, id, this::find);
  }

  /**
   * What is at a path; empty if nothing is there.
   *
   * @throws ContainerRunException if the path is on a mount that the engine does not look into
   */
  public Optional<PathInfo> stat(String path) {
    Optional<PathInfo> found = find(path);
    if (found.isEmpty()) {
      hiding(path)
          .ifPresent(
              why -> {
                throw new ContainerRunException(stating(path) + ": " + why);
              });
    }
    return found;
  }

  private Operation stating(String path) {
    return Operation.container("stat " + path + " in container", id);
  }

  /** What the engine sees at a path. */
  public Optional<PathInfo> find(String path) {
    Operation operation = stating(path);
    Request request = Request.head(archive(path).toString());
    Response response = client.ask(operation, request, client.timeouts().response());
    if (response.isNotFound()) {
      visibility.load(); // throws if there is no such container
      return Optional.empty();
    }
    if (response.isError()) {
      throw ErrorMapper.of(operation, response.status(), "");
    }
    try {
      String header = response.header("X-Docker-Container-Path-Stat").orElse("");
      byte[] json = Base64.getDecoder().decode(header);
      return Optional.of(info(Json.read(new String(json, StandardCharsets.UTF_8))));
    } catch (IOException | IllegalArgumentException nonsense) {
      String words = "the engine's response cannot be read: " + Reason.of(nonsense);
      throw new EngineException(
              operation + ": " + words, operation.name(), response.status(), words)
          .causedBy(nonsense);
    }
  }

  private static PathInfo info(JsonNode json) {
    long mode = JsonFields.requiredWhole(json, "mode");
    Kind kind =
        (mode & FOLDER) != 0
            ? Kind.FOLDER
            : (mode & LINK) != 0 ? Kind.LINK : (mode & ANY_KIND) != 0 ? Kind.OTHER : Kind.FILE;
    return new PathInfo(
        JsonFields.text(json.path("name")),
        kind,
        JsonFields.count(json.path("size")),
        permissions(mode),
        JsonFields.requiredTime(json, "mtime"),
        JsonFields.text(json.path("linkTarget")));
  }

  /**
   * Why the engine's copies do not see a path, with what to do; empty if they do.
   *
   * @param path followed if it is a link and ends with a slash
   */
  public Optional<String> hiding(String path) {
    return visibility.hiding(path);
  }

  /** Where mounts below a folder begin that the engine's copies do not see. */
  public List<String> hiddenBelow(String folder) {
    return visibility.hiddenBelow(folder);
  }

  /** Where mounts in memory begin below a folder, of those that the run has. */
  public List<String> tmpfsBelow(String folder) {
    return visibility.tmpfsBelow(folder);
  }

  private static int permissions(long mode) {
    return (int) (mode & PERMISSIONS)
        | ((mode & SETUID) != 0 ? 04000 : 0)
        | ((mode & SETGID) != 0 ? 02000 : 0)
        | ((mode & STICKY) != 0 ? 01000 : 0);
  }

  /**
   * Unpacks an archive in a folder.
   *
   * @param folder an existing folder
   */
  public void put(String folder, InputStream archive) {
    LongCall call = new LongCall(client, Operation.container("copy to container", id));
    RequestPath path = archive(folder).with("noOverwriteDirNonDir", true);
    call.begin(
        threads,
        () -> Request.tar("PUT", path.toString(), call.sent(archive)),
        body -> body.transferTo(OutputStream.nullOutputStream()));
    call.finish(client.timeouts().pull());
  }

  /** Reads what is at a path as an archive. */
  public void get(String path, BodyReader reader) {
    LongCall call = new LongCall(client, Operation.container("copy from container", id));
    call.begin(threads, () -> Request.get(archive(path).toString()), reader);
    try {
      call.finish(client.timeouts().pull());
    } catch (RuntimeException | Error failure) {
      // The reader may still be cleaning up.
      Waiting.uninterrupted(() -> call.settle(CLEAN_UP));
      throw failure;
    }
  }

  private RequestPath archive(String path) {
    return client.path("containers", id, "archive").with("path", path);
  }
}
