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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Explains a {@code docker run} line: as typed Java, as JSON, as the create request, and with its
 * violations. It needs no engine and reads no file that the line names. What is merely
 * informational is counted, and shown with {@code --notes} in front.
 *
 * <pre>
 * Explain docker run --rm -m 64m alpine echo hi
 * Explain --notes 'sudo docker run --rm -m 64m alpine echo hi'
 * </pre>
 */
public final class Explain {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new ContainerRunModule())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Explain() {}

  /** Explains the line in the arguments, either one argument or one word each. */
  public static void main(String[] args) throws JsonProcessingException {
    List<String> words = List.of(args);
    boolean withNotes = words.size() > 1 && words.get(0).equals("--notes");
    try {
      RunLine line = read(withNotes ? words.subList(1, words.size()) : words);
      System.out.print(explain(line, withNotes));
    } catch (CommandLineException problem) {
      System.err.println(problem.getMessage());
      System.exit(125);
    }
  }

  private static RunLine read(List<String> words) {
    return words.size() == 1
        ? RunLine.parse(words.get(0))
        : new RunLine(ContainerRun.parse(words), Map.of(), Map.of(), List.of());
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
