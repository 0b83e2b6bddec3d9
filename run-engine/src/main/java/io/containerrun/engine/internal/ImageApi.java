package io.containerrun.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.ImageDetails;
import io.containerrun.engine.ImageNotFoundException;
import io.containerrun.engine.ImageProgress;
import io.containerrun.engine.ImageSummary;
import io.containerrun.engine.internal.connection.Request;
import io.containerrun.engine.internal.registry.AuthHeader;
import io.containerrun.engine.internal.registry.CredentialSource;
import io.containerrun.engine.internal.wire.ImageEvent;
import io.containerrun.engine.internal.wire.ImageJson;
import io.containerrun.value.ImageReference;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls on images. May be shared between threads. */
public final class ImageApi {

  private static final Pattern LOADED = Pattern.compile("Loaded image(?: ID)?: (\\S+)");

  private final EngineApi api;
  private final CredentialSource credentials;
  private final ExecutorService threads;

  /** Creates one for an engine. */
  public ImageApi(EngineApi api, CredentialSource credentials, ExecutorService threads) {
    this.api = api;
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

  /** What the engine knows about an image. */
  public ImageDetails inspect(ImageReference image) {
    Operation operation = new Operation("inspect image", image.text());
    return ImageJson.details(json(operation, get("/images/" + image + "/json")));
  }

  /** All images but those that only builds are made of. */
  public List<ImageSummary> list() {
    List<ImageSummary> images = new ArrayList<>();
    json(new Operation("list", "images"), get("/images/json"))
        .forEach(image -> images.add(ImageJson.summary(image)));
    return images;
  }

  /** Gives an image one more name. */
  public void tag(ImageReference image, ImageReference name) {
    Query path = api.path("/images/" + image + "/tag");
    path.with("repo", name.pullName()).with("tag", name.pullTag());
    Operation operation = new Operation("tag image", image + " as " + name);
    Request request = Request.post(path.toString()).asRepeatable();
    api.calls().call(operation, request, api.limits().answer());
  }

  /** Takes a name, or with its last name the image, away. */
  public void remove(ImageReference image, boolean force) {
    Query path = api.path("/images/" + image).when(force, "force");
    Operation operation = new Operation("remove image", image.text());
    api.calls().call(operation, Request.delete(path.toString()), api.limits().answer());
  }

  /** Sends an image to its registry. */
  public void push(ImageReference image, Consumer<ImageProgress> listener) {
    Operation operation = new Operation("push image", image.text());
    Query path = api.path("/images/" + image.pullName() + "/push").with("tag", image.pullTag());
    Login login = new Login(credentials, image);
    LongCall call = new LongCall(api.calls(), operation);
    call.begin(
        threads,
        () -> login.into(Request.post(path.toString()).asRepeatable()),
        call.events(
            json -> {
              ImageEvent event = ImageEvent.of(json);
              requireNoProblem(operation, event);
              event.progressOf(image).ifPresent(listener);
            }));
    try {
      call.finish(api.limits().pull());
    } catch (EngineException failure) {
      throw login.explained(operation.name(), failure);
    }
  }

  /** Writes images as an archive. */
  public void save(List<ImageReference> images, OutputStream target) {
    Query path = api.path("/images/get");
    images.forEach(image -> path.with("names", image));
    LongCall call = new LongCall(api.calls(), new Operation("save", names(images)));
    call.begin(threads, () -> Request.get(path.toString()), body -> body.transferTo(target));
    call.finish(); // an engine may collect all of it before it sends any
  }

  private static String names(List<ImageReference> images) {
    return String.join(", ", images.stream().map(ImageReference::text).toList());
  }

  /** Reads images of an archive; gives their names, or ids where they have none. */
  public List<String> load(InputStream archive) {
    Operation operation = new Operation("load", "images");
    List<String> loaded = new ArrayList<>();
    LongCall call = new LongCall(api.calls(), operation);
    String path = api.path("/images/load").with("quiet", 0).toString();
    call.begin(
        threads,
        () -> Request.tar("POST", path, call.sent(archive)),
        call.events(
            json -> {
              ImageEvent event = ImageEvent.of(json);
              requireNoProblem(operation, event);
              Matcher name = LOADED.matcher(event.output());
              while (name.find()) {
                loaded.add(name.group(1));
              }
            }));
    call.finish(api.limits().pull());
    return loaded;
  }

  /**
   * Has an image built.
   *
   * @param subject what is built, for messages
   * @param settings the parameters of the request, in order; a name may come more than once
   * @param context the files, as an archive
   * @param output gets what the builder writes, in pieces as they come, on a thread of the engine
   * @return the id of the image; empty if the engine does not tell
   */
  public String build(
      String subject,
      List<Map.Entry<String, String>> settings,
      InputStream context,
      Consumer<String> output) {
    Operation operation = new Operation("build image", subject);
    // The containers of its steps are removed also where one fails.
    Query path = api.path("/build").with("rm", 1).with("forcerm", 1);
    settings.forEach(setting -> path.with(setting.getKey(), setting.getValue()));
    List<String> made = new ArrayList<>();
    LongCall call = new LongCall(api.calls(), operation);
    call.begin(
        threads,
        () ->
            Request.tar("POST", path.toString(), call.sent(context))
                .header("X-Registry-Config", AuthHeader.all(credentials.all())),
        call.events(
            json -> {
              ImageEvent event = ImageEvent.of(json);
              requireNoProblem(operation, event);
              output.accept(event.output());
              if (!event.id().isEmpty()) {
                made.add(event.id());
              }
            }));
    call.finish(); // a step may compile for an hour without a word
    return made.isEmpty() ? "" : made.get(made.size() - 1);
  }

  private static void requireNoProblem(Operation operation, ImageEvent event) {
    if (!event.problem().isEmpty()) {
      throw Refusals.of(operation, 200, event.problem());
    }
  }

  private Request get(String path) {
    return Request.get(api.path(path).toString());
  }

  private JsonNode json(Operation operation, Request request) {
    return api.calls().json(operation, request, api.limits().answer());
  }
}
