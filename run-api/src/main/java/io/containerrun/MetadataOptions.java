package io.containerrun;

import static io.containerrun.OptionBuilder.many;
import static io.containerrun.OptionBuilder.map;
import static io.containerrun.OptionBuilder.text;

import io.containerrun.value.KeyValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a container is called and how it is marked. */
@CheckReturnValue
public sealed interface MetadataOptions<R extends OptionHolder<R>> extends OptionHolder<R>
    permits ContainerRun {

  Option<String> NAME =
      text("name")
          .grammar("<name>")
          .byDefault("a generated one")
          .sentAs("?name")
          .summary("Name of the container, unique on its engine.")
          .example("web");

  /**
   * Names the container. Without a name the engine makes one up.
   *
   * @param name two or more letters, digits, {@code _}, {@code .} or {@code -}, the first a letter
   *     or digit
   */
  default R name(String name) {
    return with(NAME, name);
  }

  Option<String> HOSTNAME =
      text("hostname")
          .letter('h')
          .grammar("<name>")
          .byDefault("the short id of the container")
          .sentAs("Hostname")
          .summary("Host name inside the container.")
          .example("db.example.com");

  /**
   * Sets the host name that the container sees as its own.
   *
   * @param hostname at most 64 bytes
   */
  default R hostname(String hostname) {
    return with(HOSTNAME, hostname);
  }

  Option<String> DOMAINNAME =
      text("domainname")
          .grammar("<name>")
          .sentAs("Domainname")
          .summary("NIS domain name inside the container.")
          .example("example.com");

  /** Sets the NIS domain name that the container sees as its own. */
  default R domainname(String domainname) {
    return with(DOMAINNAME, domainname);
  }

  Option<Map<String, String>> LABEL =
      map("label", KeyValue::label)
          .letter('l')
          .grammar("<key>[=<value>]")
          .sentAs("Labels")
          .summary("Metadata of the container.")
          .example("com.example.team=storage");

  /**
   * Marks the container with a label, in place of one with the same key.
   *
   * @param key not empty, without space or tab
   * @param value may be empty
   */
  default R label(String key, String value) {
    return plus(LABEL, key, value);
  }

  /** The same in docker's text form: {@code label("com.example.team=storage")}. */
  default R label(String text) {
    return withText(LABEL, text);
  }

  /**
   * Marks the container with labels, each in place of one with the same key. A run keeps its labels
   * sorted by key.
   *
   * @param labels values by their keys
   */
  default R labels(Map<String, String> labels) {
    Map<String, String> all = new HashMap<>(get(LABEL).orElse(Map.of()));
    labels.forEach(
        (key, value) ->
            all.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value")));
    return with(LABEL, all);
  }

  Option<List<Path>> LABEL_FILE =
      many("label-file", EnvironmentFiles::parse, EnvironmentFiles::print)
          .grammar("<path>")
          .content(
              EnvironmentFiles::readLabels,
              (lines, body) -> body.putBeneath("Labels", EnvironmentFiles.labels(lines)),
              "Labels")
          .summary("File of labels, one a line; --label overrides them.")
          .example("labels.txt");

  /**
   * Adds the labels of a file of the caller, one {@code key=value} a line. Labels that are set
   * beside it win. The file is read when the run is resolved.
   */
  default R labelFile(Path file) {
    return plus(LABEL_FILE, file);
  }

  /** The same in docker's text form: {@code labelFile("labels.txt")}. */
  default R labelFile(String text) {
    return withText(LABEL_FILE, text);
  }

  Option<Map<String, String>> ANNOTATION =
      map("annotation", KeyValue::annotation)
          .grammar("<key>[=<value>]")
          .sentAs("HostConfig.Annotations")
          .since(1, 43)
          .summary("Annotation for the OCI runtime.")
          .example("com.example.note=blue");

  /**
   * Passes an annotation to the OCI runtime, in place of one with the same key.
   *
   * @param key not empty
   */
  default R annotation(String key, String value) {
    return plus(ANNOTATION, key, value);
  }

  /** The same in docker's text form: {@code annotation("com.example.note=blue")}. */
  default R annotation(String text) {
    return withText(ANNOTATION, text);
  }
}
