package io.containerrun.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.containerrun.ApiVersion;
import io.containerrun.CommandLineException;
import io.containerrun.ContainerRun;
import io.containerrun.RunLine;
import io.containerrun.Severity;
import io.containerrun.Violation;
import io.containerrun.engine.ContainerRunModule;
import io.containerrun.engine.Engine;
import io.containerrun.engine.InspectedContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Explains a {@code docker run} line, or a container: as a line, as typed Java, as JSON, as the
 * create request, and with its violations. For a line it needs no engine and reads no file that the
 * line names. What is merely informational is counted, and shown with {@code --notes} in front.
 *
 * <pre>
 * Explain docker run --rm -m 64m alpine echo hi
 * Explain --notes 'sudo docker run --rm -m 64m alpine echo hi'
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
    boolean withNotes = args.length > 1 && args[0].equals("--notes");
    List<String> words = List.of(args).subList(withNotes ? 1 : 0, args.length);
    boolean ofContainer = words.size() > 1 && List.of(CONTAINER, INSPECT).contains(words.get(0));
    try {
      System.out.print(
          ofContainer ? explainContainer(words, withNotes) : explain(read(words), withNotes));
    } catch (CommandLineException problem) {
      System.err.println(problem.getMessage());
      System.exit(125);
    }
  }

  private static RunLine read(List<String> words) {
    return words.size() == 1 ? RunLine.parse(words.get(0)) : alone(ContainerRun.parse(words));
  }

  private static RunLine alone(ContainerRun run) {
    return new RunLine(run, Map.of(), Map.of(), List.of());
  }

  static String explainContainer(List<String> words, boolean withNotes) throws IOException {
    ContainerRun run = words.get(0).equals(CONTAINER) ? existing(words.get(1)) : saved(words);
    return "Line\n\n" + run.toCommandLine() + "\n\n" + explain(alone(run), withNotes);
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

  static String explain(RunLine line, boolean withNotes) throws JsonProcessingException {
    ContainerRun run = line.run();
    StringBuilder text = new StringBuilder();
    text.append("Java\n\n").append(run.toJava()).append("\n\n");
    text.append("JSON\n\n").append(JSON.writeValueAsString(run)).append("\n\n");
    text.append("Request\n\n")
        .append(JSON.writeValueAsString(run.request(new ApiVersion(1, 56))))
        .append("\n\n");
    List<Violation> all = new ArrayList<>(line.notes());
    all.addAll(run.validate());
    List<Violation> shown =
        all.stream().filter(it -> withNotes || it.severity() != Severity.INFO).toList();
    text.append(shown.isEmpty() ? "No violations.\n" : "Violations\n\n");
    shown.forEach(it -> text.append(it.severity()).append(' ').append(it.message()).append('\n'));
    if (shown.size() < all.size()) {
      text.append(all.size() - shown.size()).append(" informational; --notes shows them\n");
    }
    return text.toString();
  }
}
