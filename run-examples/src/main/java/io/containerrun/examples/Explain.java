package io.containerrun.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.containerrun.ApiVersion;
import io.containerrun.CommandLineException;
import io.containerrun.ContainerRun;
import io.containerrun.Violation;
import io.containerrun.engine.ContainerRunModule;
import io.containerrun.engine.Engine;
import io.containerrun.engine.InspectedContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Explains a {@code docker run} line, or a container: as a line, as typed Java, as JSON, as the
 * create request, and with its violations. For a line it needs no engine and reads no file that the
 * line names.
 *
 * <pre>
 * Explain docker run --rm -m 64m alpine echo hi
 * Explain 'docker run --rm -m 64m alpine echo hi'
 * Explain --container web
 * Explain --inspect container.json [image.json]
 * </pre>
 */
public final class Explain {

  private static final String CONTAINER = "--container";
  private static final String INSPECT = "--inspect";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new ContainerRunModule())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Explain() {}

  /** Explains the line in the arguments, either one argument or one word each, or a container. */
  public static void main(String[] args) throws IOException {
    List<String> words = List.of(args);
    try {
      boolean ofContainer = words.size() > 1 && List.of(CONTAINER, INSPECT).contains(words.get(0));
      System.out.print(ofContainer ? explainContainer(words) : explain(read(words)));
    } catch (CommandLineException problem) {
      System.err.println(problem.getMessage());
      System.exit(125);
    }
  }

  private static ContainerRun read(List<String> words) {
    if (words.size() == 1) {
      return ContainerRun.parse(words.get(0));
    }
    boolean withProgram = words.size() > 1 && words.subList(0, 2).equals(List.of("docker", "run"));
    return ContainerRun.parse(withProgram ? words.subList(2, words.size()) : words);
  }

  static String explainContainer(List<String> words) throws IOException {
    ContainerRun run = words.get(0).equals(CONTAINER) ? existing(words.get(1)) : saved(words);
    return "Line\n\n" + run.toCommandLine() + "\n\n" + explain(run);
  }

  private static ContainerRun existing(String name) {
    try (Engine engine = Engine.connect()) {
      return engine.container(name).toRun();
    }
  }

  private static ContainerRun saved(List<String> words) throws IOException {
    InspectedContainer container =
        InspectedContainer.parse(Files.readString(Path.of(words.get(1))));
    return words.size() > 2
        ? container.image(Files.readString(Path.of(words.get(2)))).toRun()
        : container.toRun();
  }

  static String explain(ContainerRun run) throws JsonProcessingException {
    StringBuilder text = new StringBuilder();
    text.append("Java\n\n").append(run.toJava()).append("\n\n");
    text.append("JSON\n\n").append(JSON.writeValueAsString(run)).append("\n\n");
    text.append("Request\n\n")
        .append(JSON.writeValueAsString(run.request(new ApiVersion(1, 56))))
        .append("\n\n");
    List<Violation> violations = run.validate();
    text.append(violations.isEmpty() ? "No violations.\n" : "Violations\n\n");
    violations.forEach(
        violation ->
            text.append(violation.severity()).append(' ').append(violation.message()).append('\n'));
    return text.toString();
  }
}
