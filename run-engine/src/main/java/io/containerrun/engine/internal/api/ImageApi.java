package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.ImageNotFoundException;
import io.containerrun.engine.ImageProgress;
import io.containerrun.engine.info.ImageDetails;
import io.containerrun.engine.info.ImageSummary;
import io.containerrun.engine.internal.config.AuthHeader;
import io.containerrun.engine.internal.config.CredentialSource;
import io.containerrun.engine.internal.files.Extraction;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.RequestPath;
import io.containerrun.engine.internal.json.ImageDetailsJson;
import io.containerrun.engine.internal.json.ImageEvent;
import io.containerrun.engine.internal.json.ImageSummaryJson;
import io.containerrun.engine.internal.json.JsonFields;
import io.containerrun.value.ImageReference;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls on images. May be shared between threads. */
public final class ImageApi {

  private static final Pattern LOADED = Pattern.compile("Loaded image(?: ID)?: (\\S+)");

  private final ApiClient client;
  private final CredentialSource credentials;
  private final ExecutorService threads;

  /** Creates one for an engine. */
  public ImageApi(ApiClient client, CredentialSource credentials, ExecutorService threads) {
    this.client = client;
    this.credentials = credentials;
    this.threads = threads;
  }

  /** Whether the engine has an image. */
  public boolean exists(ImageReference image) {
    try {
      inspect(image);
      return true;
    } catch (ImageNotFoundException missing) {
      return false;
    }
  }

  /** What the engine reports about an image, as JSON; empty if the engine does not have it. */
  public Optional<JsonNode> find(ImageReference image) {
    Operation operation = new Operation("inspect image", image.text());
    try {
      return Optional.of(
          client.read(
              operation, get("images", image.toString(), "json"), JsonFields::requiredObject));
    } catch (ImageNotFoundException missing) {
      return Optional.empty();
    }
  }

  /** What the engine reports about an image. */
  public ImageDetails inspect(ImageReference image) {
    Operation operation = new Operation("inspect image", image.text());
    return client.read(
        operation,
        get("images", image.toString(), "json"),
        json -> ImageDetailsJson.read(JsonFields.requiredObject(json)));
  }

  /** All images except intermediate images of builds. */
  public List<ImageSummary> list() {
    return client.read(
        new Operation("list", "images"),
        get("images", "json"),
        json -> JsonFields.requiredAll(json, ImageSummaryJson::read));
  }

  /** Adds a name to an image. */
  public void tag(ImageReference image, ImageReference name) {
    RequestPath path = client.path("images", image.toString(), "tag");
    path.with("repo", name.pullName()).with("tag", name.pullTag());
    Operation operation = new Operation("tag image", image + " as " + name);
    Request request = Request.post(path.toString()).asRepeatable();
    client.call(operation, request);
  }

  /** Removes a name of an image, and the image with its last name. */
  public void remove(ImageReference image, boolean force) {
    RequestPath path = client.path("images", image.toString()).when(force, "force");
    Operation operation = new Operation("remove image", image.text());
    client.call(operation, Request.delete(path.toString()));
  }

  /** Sends an image to its registry. */
  public void push(ImageReference image, Consumer<ImageProgress> listener) {
    Operation operation = new Operation("push image", image.text());
    RequestPath path = client.path("images", image.pullName(), "push").with("tag", image.pullTag());
    RegistryLogin login = new RegistryLogin(credentials, image);
    LongCall call = new LongCall(client, operation);
    call.begin(
        threads,
        () -> login.into(Request.post(path.toString()).asRepeatable()),
        call.events(
            json -> {
              ImageEvent event = ImageEvent.read(json);
              requireNoProblem(operation, event);
              event.progressOf(image).ifPresent(listener);
            }));
    try {
      call.finish(client.timeouts().pull());
    } catch (EngineException failure) {
      throw login.explained(operation.name(), failure);
    }
  }

  /** Writes images to an archive. */
  public void save(List<ImageReference> images, OutputStream target) {
    RequestPath path = client.path("images", "get");
    images.forEach(image -> path.with("names", image));
    LongCall call = new LongCall(client, new Operation("save", names(images)));
    call.begin(
        threads, () -> Request.get(path.toString()), body -> Extraction.passOn(body, target));
    call.finish(); // an engine may assemble the archive before it sends any of it
  }

  private static String names(List<ImageReference> images) {
    return String.join(", ", images.stream().map(ImageReference::text).toList());
  }

  /** Loads the images of an archive; returns their names, or the ids of those without a name. */
  public List<String> load(InputStream archive) {
    Operation operation = new Operation("load", "images");
    List<String> loaded = new ArrayList<>();
    LongCall call = new LongCall(client, operation);
    String path = client.path("images", "load").with("quiet", 0).toString();
    call.begin(
        threads,
        () -> Request.tar("POST", path, call.sent(archive)),
        call.events(
            json -> {
              ImageEvent event = ImageEvent.read(json);
              requireNoProblem(operation, event);
              Matcher name = LOADED.matcher(event.output());
              while (name.find()) {
                loaded.add(name.group(1));
              }
            }));
    call.finish(client.timeouts().pull());
    return loaded;
  }

  /**
   * Builds an image.
   *
   * @param subject the image in messages
   * @param settings the query parameters, in order; a name may occur repeatedly
   * @param context the files, as an archive
   * @param output called with the output of the builder in pieces, on a thread of the engine
   * @return the id of the image; empty if the engine does not report it
   */
  public String build(
      String subject,
      List<Map.Entry<String, String>> settings,
      InputStream context,
      Consumer<String> output) {
    Operation operation = new Operation("build image", subject);
    // Removes the containers of the steps, even if one fails.
    RequestPath path = client.path("build").with("rm", 1).with("forcerm", 1);
    settings.forEach(setting -> path.with(setting.getKey(), setting.getValue()));
    List<String> ids = new ArrayList<>();
    LongCall call = new LongCall(client, operation);
    call.begin(
        threads,
        () ->
            Request.tar("POST", path.toString(), call.sent(context))
                .header("X-Registry-Config", AuthHeader.all(credentials.all())),
        call.events(
            json -> {
              ImageEvent event = ImageEvent.read(json);
              requireNoProblem(operation, event);
              output.accept(event.output());
              if (!event.id().isEmpty()) {
                ids.add(event.id());
              }
            }));
    call.finish(); // a step may compile for an hour without output
    return ids.isEmpty() ? "" : ids.get(ids.size() - 1);
  }

  private static void requireNoProblem(Operation operation, ImageEvent event) {
    if (!event.problem().isEmpty()) {
      throw ErrorMapper.of(operation, 200, event.problem());
    }
  }

  private Request get(String... segments) {
    return Request.get(client.path(segments).toString());
  }
}
