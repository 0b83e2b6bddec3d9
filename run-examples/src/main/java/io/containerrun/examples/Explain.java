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
import java.util.List;

/**
 * Explains a {@code docker run} line: as typed Java, as JSON, as the create request, and with its
 * violations. It needs no engine and reads no file that the line names.
 *
 * <pre>
 * Explain docker run --rm -m 64m alpine echo hi
 * Explain 'docker run --rm -m 64m alpine echo hi'
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
    try {
      System.out.print(explain(read(List.of(args))));
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
