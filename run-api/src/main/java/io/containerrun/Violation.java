package io.containerrun;

import io.containerrun.internal.text.Secrets;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * One thing that is wrong or doubtful about a run.
 *
 * @param rule the permanent id of the rule that is broken, such as {@code memory-minimum}
 * @param severity how much it weighs
 * @param refusedByClient whether the docker command itself refuses such a run, before it asks an
 *     engine
 * @param options the flags that take part, without dashes
 * @param given those flags with their values, as typed; secrets are masked
 * @param problem what is wrong
 * @param fix what to do about it
 */
public record Violation(
    String rule,
    Severity severity,
    boolean refusedByClient,
    List<String> options,
    String given,
    String problem,
    String fix)
    implements Serializable {

  /** Copies the list. */
  public Violation {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(severity, "severity");
    options = List.copyOf(options);
    given = Secrets.masked(Objects.requireNonNull(given, "given"));
    problem = Secrets.masked(Objects.requireNonNull(problem, "problem"));
    Objects.requireNonNull(fix, "fix");
  }

  /** What a run names in its environment and cannot be read. */
  static Violation unresolved(Option<?> option, String given, String problem) {
    return new Violation(
        "caller-side",
        Severity.ERROR,
        true,
        List.of(option.flag()),
        given,
        problem,
        "correct what " + option + " names, or drop it");
  }

  /** Whether the run cannot work. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /**
   * All of it in one line: {@code --memory 4m: below the minimum …; use at least 6m
   * [memory-minimum]}.
   */
  public String message() {
    return given + ": " + problem + "; " + fix + " [" + rule + "]";
  }

  /** The {@link #message}. */
  @Override
  public String toString() {
    return message();
  }
}
