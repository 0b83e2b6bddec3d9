package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.CreateRequest;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.ImageProgress;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.api.ErrorMapper;
import io.containerrun.engine.internal.api.LabelledObject;
import io.containerrun.engine.internal.api.Labels;
import io.containerrun.engine.internal.api.Puller;
import io.containerrun.engine.internal.http.ConnectionFailure;
import io.containerrun.engine.internal.json.CreatedContainer;
import io.containerrun.value.ImageReference;
import io.containerrun.value.Platform;
import io.containerrun.value.PullPolicy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Creates containers: pulls missing images, and labels the containers. May be shared between
 * threads.
 */
public final class Creator {

  private final ContainerApi api;
  private final Reaper reaper;
  private final Puller puller;

  Creator(ContainerApi api, Reaper reaper, Puller puller) {
    this.api = api;
    this.reaper = reaper;
    this.puller = puller;
  }

  /**
   * Creates a container that the reaper owns, also one that is to be kept, and writes its id to the
   * file of the run.
   */
  CreatedContainer create(ContainerRun run, boolean kept) {
    String name = run.get(ContainerRun.NAME).orElse("");
    return create(run, (request, image) -> createMarked(request, image, name, kept));
  }

  /**
   * Creates a container without an owner and without labels, exactly as the run says. If the
   * response is lost, the container cannot be found and is left behind.
   *
   * @param consoleSize rows and columns of its terminal; empty if they are not known
   */
  CreatedContainer createUnowned(ContainerRun run, List<Integer> consoleSize) {
    return create(
        run, (request, image) -> api.create(sized(request, consoleSize), image, () -> {}));
  }

  private CreatedContainer create(
      ContainerRun run, BiFunction<CreateRequest, String, CreatedContainer> call) {
    try (CidFile file =
        CidFile.reserve(run.get(ContainerRun.CIDFILE).map(Path::toString).orElse(""))) {
      CreatedContainer created = createFromImage(run, call);
      try {
        file.write(created.id());
      } catch (RuntimeException failure) {
        reaper.add(created.id()); // also one without an owner
        reaper.removeAfter(failure, created.id());
        throw failure;
      }
      return created;
    }
  }

  private CreatedContainer createFromImage(
      ContainerRun run, BiFunction<CreateRequest, String, CreatedContainer> call) {
    ImageReference image = run.image();
    CreateRequest request = run.request(api.client().version());
    Optional<String> platform =
        run.get(ContainerRun.PLATFORM)
            .filter(it -> !it.equals(Platform.ENGINE))
            .map(Platform::toString);
    PullPolicy policy = policyOf(run);
    Consumer<ImageProgress> listener =
        run.is(ContainerRun.QUIET) ? Puller.SILENCE : puller.listener();
    if (policy == PullPolicy.ALWAYS) {
      puller.pull(image, platform, listener);
    }
    try {
      return call.apply(request, image.text());
    } catch (EngineException failure) {
      boolean missing = ErrorMapper.namesImage(failure.status().orElse(0), failure.engineMessage());
      if (!missing || policy != PullPolicy.MISSING) {
        throw failure;
      }
    }
    puller.pull(image, platform, listener);
    return call.apply(request, image.text());
  }

  /**
   * Creates the container. If the response is lost, repeats the request only if the container does
   * not exist, with another mark: the engine may still execute the first one.
   */
  private CreatedContainer createMarked(
      CreateRequest request, String image, String name, boolean kept) {
    try (PendingCreate first = reaper.expect(name, kept)) {
      try {
        return createOnce(request, image, first);
      } catch (ContainerRunException failure) {
        Optional<CreatedContainer> found = findAgain(first, failure);
        if (found.isPresent()) {
          return found.get();
        }
        first.abandon(true);
      }
    }
    return reaper.create(name, kept, second -> createOnce(request, image, second));
  }

  private CreatedContainer createOnce(CreateRequest request, String image, PendingCreate pending) {
    CreatedContainer created =
        api.create(labelled(request, pending.labels()), image, pending::refused);
    pending.created(created.id());
    return created;
  }

  /** Finds the container of a create whose response was lost; rethrows other failures. */
  private Optional<CreatedContainer> findAgain(
      PendingCreate pending, ContainerRunException failure) {
    boolean lost = failure instanceof EngineException engine && responseWasLost(engine);
    if (!lost || Thread.currentThread().isInterrupted()) {
      throw pending.failed(failure);
    }
    try {
      List<LabelledObject> found =
          api.labelled(Labels.RUN, pending.mark(), api.client().timeouts().response());
      found.forEach(it -> pending.created(it.id()));
      return found.stream().findFirst().map(it -> new CreatedContainer(it.id(), List.of()));
    } catch (ContainerRunException unreachable) {
      ContainerRunException named = pending.failed(failure);
      named.addSuppressed(unreachable);
      throw named;
    }
  }

  /** When the image of a run is pulled; an id is never pulled. */
  static PullPolicy policyOf(ContainerRun run) {
    return run.image().isId()
        ? PullPolicy.NEVER
        : run.get(ContainerRun.PULL).orElse(PullPolicy.MISSING);
  }

  /** The request that would create the container if the run were the next one. */
  CreateRequest planned(ContainerRun run, boolean kept) {
    Map<String, String> labels = PendingCreate.labels(Reaper.nextMark(), kept);
    return labelled(run.request(api.client().version()), labels);
  }

  static boolean responseWasLost(EngineException failure) {
    return failure.getCause() instanceof ConnectionFailure below
        && below.kind() == ConnectionFailure.Kind.NO_RESPONSE;
  }

  private static CreateRequest labelled(CreateRequest request, Map<String, String> labels) {
    return with(request, "Labels", labels);
  }

  private static CreateRequest sized(CreateRequest request, List<Integer> consoleSize) {
    return consoleSize.isEmpty()
        ? request
        : with(request, "HostConfig", Map.of("ConsoleSize", consoleSize));
  }

  /** The request with more entries in one of its objects. */
  private static CreateRequest with(CreateRequest request, String name, Map<String, ?> entries) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (request.body().get(name) instanceof Map<?, ?> own) {
      own.forEach((key, value) -> object.put(key.toString(), value));
    }
    object.putAll(entries);
    Map<String, Object> body = new LinkedHashMap<>(request.body());
    body.put(name, object);
    return new CreateRequest(request.query(), body);
  }
}
