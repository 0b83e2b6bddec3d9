package io.containerrun;

import io.containerrun.value.Network;
import io.containerrun.value.NetworkMode;
import io.containerrun.value.StandardStream;
import java.math.BigInteger;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A create request while the options look for their values in it: the counterpart of {@link
 * CreateBody}. What is missing, null or of another type reads as nothing.
 */
final class RequestReading {

  private final CreateRequest request;

  RequestReading(CreateRequest request) {
    this.request = request;
  }

  /** The run of which this is the request, as far as options can say it. */
  static ContainerRun read(CreateRequest request) {
    RequestReading reading = new RequestReading(request);
    String image = reading.text("Image");
    if (image.isEmpty()) {
      throw new IllegalArgumentException(
          "a create request names no image; give it one as the member Image");
    }
    ContainerRun run = ContainerRun.of(image).command(reading.command());
    for (Option<?> option : Option.all()) {
      run = option.readInto(run, reading);
    }
    return run;
  }

  /** The value at a path such as {@code HostConfig.Memory}; null if there is none. */
  @Nullable Object at(String path) {
    if (path.startsWith("?")) {
      return request.query().get(path.substring(1));
    }
    Object at = request.body();
    for (String part : path.split("\\.", -1)) {
      at = at instanceof Map<?, ?> map ? map.get(key(part)) : null;
    }
    return at;
  }

  private String key(String part) {
    return part.equals("{network}") ? mode().toString() : part;
  }

  /** The first network, to which {@code --ip} and its like belong. */
  NetworkMode mode() {
    String name = text("HostConfig.NetworkMode");
    return name.isEmpty() ? Network.first(List.of()).mode() : NetworkMode.parse(name);
  }

  /** The words behind the program of the entry point, and the command. */
  private List<String> command() {
    return Stream.concat(texts("Entrypoint").stream().skip(1), texts("Cmd").stream()).toList();
  }

  /** The standard streams that the client attaches to. */
  Set<StandardStream> streams() {
    Set<StandardStream> streams = EnumSet.noneOf(StandardStream.class);
    for (StandardStream stream : StandardStream.values()) {
      if (flag("Attach" + OptionBuilder.capitalized(stream.toString()))) {
        streams.add(stream);
      }
    }
    return streams;
  }

  /** The same, but none where they are what a client attaches to by default. */
  List<StandardStream> namedStreams() {
    Set<StandardStream> byDefault = EnumSet.of(StandardStream.STDOUT, StandardStream.STDERR);
    if (flag("OpenStdin")) {
      byDefault.add(StandardStream.STDIN);
    }
    Set<StandardStream> streams = streams();
    return streams.equals(byDefault) ? List.of() : List.copyOf(streams);
  }

  /** The text at a path; empty if there is none. */
  String text(String path) {
    return textOf(at(path));
  }

  /** Whether there is a true at a path. */
  boolean flag(String path) {
    return Boolean.TRUE.equals(at(path));
  }

  /** The elements of the list at a path. */
  List<?> list(String path) {
    return listOf(at(path));
  }

  /** The texts in the list at a path. */
  List<String> texts(String path) {
    return textsOf(at(path));
  }

  /** The members of the object at a path. */
  Map<String, ?> map(String path) {
    return mapOf(at(path));
  }

  /** A text, number or truth value as a text; empty for anything else. */
  static String textOf(@Nullable Object value) {
    if (value instanceof Double number && number == Math.rint(number)) {
      return BigInteger.valueOf(number.longValue()).toString(); // 1e9 is written for 1000000000
    }
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? value.toString()
        : "";
  }

  /** A whole number; 0 for anything else. */
  static long numberOf(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  static List<?> listOf(@Nullable Object value) {
    return value instanceof List<?> elements ? elements : List.of();
  }

  static List<String> textsOf(@Nullable Object value) {
    return listOf(value).stream().map(RequestReading::textOf).toList();
  }

  static Map<String, ?> mapOf(@Nullable Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> members.put(String.valueOf(name), member));
    }
    return members;
  }

  /** The members of an object as texts. */
  static Map<String, String> textMapOf(@Nullable Object value) {
    Map<String, String> members = new LinkedHashMap<>();
    mapOf(value).forEach((name, member) -> members.put(name, textOf(member)));
    return members;
  }

  /** Whether a value says no more than none: null, false, 0, and what is empty. */
  static boolean meansNone(@Nullable Object value) {
    return value == null
        || value.equals(false)
        || textOf(value).equals("0")
        || (value instanceof String text && text.isEmpty())
        || (value instanceof Collection<?> elements && elements.isEmpty())
        || (value instanceof Map<?, ?> members && members.isEmpty());
  }
}
