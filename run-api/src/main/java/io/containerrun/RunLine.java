package io.containerrun;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A {@code docker run} line as people have it: the run, and what the line says that is no part of a
 * run.
 *
 * <pre>{@code
 * RunLine line = RunLine.parse("$ sudo -E docker --context build run --rm alpine:3");
 * line.run();               // docker run --rm alpine:3
 * line.clientOptions();     // {context=build}
 * line.notes();             // what stands in front and where it belongs
 * }</pre>
 *
 * <p>In front of {@code docker run} may stand a prompt, variables, and programs that start others:
 * {@code sudo}, {@code doas}, {@code env}, {@code time}, {@code nohup}, {@code exec}, {@code
 * command}, {@code winpty}, {@code nice}, {@code ionice}, {@code setsid}, {@code stdbuf}, {@code
 * timeout} and {@code npx}. The program may have a folder and {@code .exe}, and options of its own;
 * it may be {@code podman}, {@code nerdctl} or {@code finch}, whose lines are read as docker's, or
 * {@code nvidia-docker}, which sets the runtime. Lines may go on with {@code ^} or a backtick, as
 * in cmd and PowerShell. All else in front is refused.
 *
 * @param run the run. A variable in front has its effect: {@code A=b docker run -e A} sets it in
 *     the container, and {@code DOCKER_DEFAULT_PLATFORM} sets the platform
 * @param variables the variables in front, in their order
 * @param clientOptions the options of docker itself by their long names, such as {@code context}
 *     and {@code host}; {@code true} for a switch
 * @param notes what is worth knowing about the line beside the violations of the run; a warning
 *     where it names the engine, which a run does not
 * @since 0.1.0
 */
public record RunLine(
    ContainerRun run,
    Map<String, String> variables,
    Map<String, String> clientOptions,
    List<Violation> notes) {

  /** Copies the collections. */
  public RunLine {
    Objects.requireNonNull(run, "run");
    variables = copy(variables);
    clientOptions = copy(clientOptions);
    notes = List.copyOf(notes);
  }

  /**
   * Reads a line.
   *
   * @throws CommandLineException if the line cannot be read; it names the word and its position
   */
  public static RunLine parse(String line) {
    return CommandLine.read(line);
  }

  private static Map<String, String> copy(Map<String, String> map) {
    Map<String, String> copy = new LinkedHashMap<>();
    map.forEach(
        (name, value) ->
            copy.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
    return Collections.unmodifiableMap(copy);
  }

  /** The run and the notes, without the values of variables. */
  @Override
  public String toString() {
    return notes.isEmpty() ? run.toString() : run + " # " + notes;
  }
}
