package io.containerrun.engine.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.containerrun.ApiVersion;
import io.containerrun.CommandLineException;
import io.containerrun.ContainerRun;
import io.containerrun.CreateRequest;
import io.containerrun.InvalidRunException;
import io.containerrun.Target;
import io.containerrun.Violation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads a file of cases and writes a file of results, one JSON object a line: {@code
 * ConformanceMain CASES RESULTS [argv|line]}.
 *
 * <p>A run is refused here where the reference client refuses it: what only an engine refuses is
 * sent, and its rules stand under {@code violations}. An exit of 70 means that the SDK failed in an
 * unforeseen way.
 */
public final class ConformanceMain {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ConformanceMain() {}

  /** Writes a result for each case; with {@code line} for each that has one. */
  public static void main(String[] args) throws IOException {
    if (args.length < 2 || args.length > 3) {
      System.err.println("usage: conformance CASES RESULTS [argv|line]");
      System.exit(2);
    }
    boolean fromLine = args.length == 3 && args[2].equals("line");
    try (BufferedWriter results = Files.newBufferedWriter(Path.of(args[1]))) {
      for (String json : Files.readAllLines(Path.of(args[0]))) {
        ConformanceCase recorded = new ConformanceCase(JSON.readTree(json));
        if (!fromLine || recorded.line().isPresent()) {
          results.write(JSON.writeValueAsString(result(recorded, fromLine)));
          results.newLine();
        }
      }
    }
  }

  static ObjectNode result(ConformanceCase recorded, boolean fromLine) throws IOException {
    ObjectNode result = JSON.createObjectNode().put("id", recorded.id());
    try (FolderEnvironment environment = new FolderEnvironment(recorded)) {
      ApiVersion api = ApiVersion.parse(recorded.api());
      ContainerRun run = parse(recorded, environment, fromLine);
      Target target = Target.of("linux", api);
      refuseWhatTheClientRefuses(run, target);
      CreateRequest request = run.resolve(environment).request(api);
      result.put("exit", 0);
      String create = environment.generic(JSON.writeValueAsString(request));
      result.set(
          "create", JSON.readTree(run.is(ContainerRun.USE_API_SOCKET) ? generic(create) : create));
      result.putNull("error");
      return result.set("violations", violations(run.validate(target)));
    } catch (CommandLineException | InvalidRunException refused) {
      return refused(result, refused.exitStatus(), String.valueOf(refused.getMessage()));
    } catch (RuntimeException unforeseen) {
      return refused(result, 70, unforeseen.toString());
    }
  }

  private static ArrayNode violations(List<Violation> violations) {
    ArrayNode all = JSON.createArrayNode();
    for (Violation violation : violations) {
      ObjectNode one = all.addObject();
      one.put("rule", violation.rule());
      one.put("severity", violation.severity().name().toLowerCase(Locale.ROOT));
      violation.options().forEach(one.putArray("options")::add);
    }
    return all;
  }

  /** The path of the engine's socket has a placeholder too; no engine is asked for it here. */
  private static String generic(String create) {
    return create.replace("\"Source\":\"/var/run/docker.sock\"", "\"Source\":\"{SOCKET}\"");
  }

  static ContainerRun parse(
      ConformanceCase recorded, FolderEnvironment environment, boolean fromLine) {
    return fromLine
        ? ContainerRun.parse(environment.placed(recorded.line().orElseThrow()))
        : ContainerRun.parse(recorded.arguments().stream().map(environment::placed).toList());
  }

  private static void refuseWhatTheClientRefuses(ContainerRun run, Target target) {
    List<Violation> refused =
        run.validate(target).stream().filter(Violation::refusedByClient).toList();
    if (!refused.isEmpty()) {
      throw new InvalidRunException(refused);
    }
  }

  private static ObjectNode refused(ObjectNode result, int exit, String error) {
    result.put("exit", exit);
    result.putNull("create");
    return result.put("error", error);
  }
}
