package io.containerrun.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.PathInfo;
import io.containerrun.engine.PathInfo.Kind;
import io.containerrun.engine.internal.connection.Answer;
import io.containerrun.engine.internal.connection.Payload;
import io.containerrun.engine.internal.connection.Request;
import io.containerrun.engine.internal.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** The calls that copy files into one container and out of it. May be shared between threads. */
public final class ArchiveCalls {

  /** Reads an archive, on a thread of the engine. */
  public interface Reader {
    /**
     * Reads.
     *
     * @throws IOException if the archive cannot be read; other failures are unchecked
     */
    void read(InputStream archive) throws IOException;
  }

  // The bits of Go's file modes.
  private static final long FOLDER = 1L << 31;
  private static final long LINK = 1L << 27;
  private static final long ANY_KIND = 0x8f280000L;
  private static final int PERMISSIONS = 0777;

  private static final Duration CLEAN_UP = Duration.ofSeconds(5);

  private final EngineApi api;
  private final ExecutorService threads;
  private final String id;

  /** Creates them for one container. */
  public ArchiveCalls(EngineApi api, ExecutorService threads, String id) {
    this.api = api;
    this.threads = threads;
    this.id = id;
  }

  /** What is at a path; empty if there is nothing. */
  public Optional<PathInfo> stat(String path) {
    Operation operation = Operation.container("look at " + path + " in container", id);
    Request request = new Request("HEAD", archive(path).toString(), Map.of(), Payload.none(), true);
    Answer answer = api.calls().ask(operation, request, api.limits().answer());
    if (answer.status() == 404) {
      api.inspect(id); // which tells a container that is not there
      return Optional.empty();
    }
    if (answer.status() >= 400) {
      throw Refusals.of(operation, answer.status(), "");
    }
    try {
      String header = answer.header("X-Docker-Container-Path-Stat").orElse("");
      byte[] json = Base64.getDecoder().decode(header);
      return Optional.of(info(Json.read(new String(json, StandardCharsets.UTF_8))));
    } catch (IOException | IllegalArgumentException nonsense) {
      String words = "the engine's answer cannot be read";
      throw new EngineException(operation + ": " + words, operation.name(), answer.status(), words)
          .causedBy(nonsense);
    }
  }

  private static PathInfo info(JsonNode json) {
    long mode = json.path("mode").asLong();
    Kind kind =
        (mode & FOLDER) != 0
            ? Kind.FOLDER
            : (mode & LINK) != 0 ? Kind.LINK : (mode & ANY_KIND) != 0 ? Kind.OTHER : Kind.FILE;
    return new PathInfo(
        json.path("name").asText(),
        kind,
        json.path("size").asLong(),
        (int) (mode & PERMISSIONS),
        OffsetDateTime.parse(json.path("mtime").asText()).toInstant(),
        json.path("linkTarget").asText());
  }

  /**
   * Unpacks an archive in a folder.
   *
   * @param folder which is there
   */
  public void put(String folder, InputStream archive) {
    LongCall call = new LongCall(api.calls(), Operation.container("copy to container", id));
    Query path = archive(folder).with("noOverwriteDirNonDir", true);
    call.begin(
        threads,
        () -> Request.tar("PUT", path.toString(), call.sent(archive)),
        InputStream::readAllBytes);
    call.finish(api.limits().pull());
  }

  /** Packs what is at a path. */
  public void get(String path, Reader reader) {
    LongCall call = new LongCall(api.calls(), Operation.container("copy from container", id));
    call.begin(threads, () -> Request.get(archive(path).toString()), reader::read);
    try {
      call.finish(api.limits().pull());
    } catch (RuntimeException | Error failure) {
      // The reader may still be tidying up.
      Waiting.uninterrupted(() -> call.settle(CLEAN_UP));
      throw failure;
    }
  }

  private Query archive(String path) {
    return api.path("/containers/" + id + "/archive").with("path", path);
  }
}
