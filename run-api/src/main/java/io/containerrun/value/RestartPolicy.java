package io.containerrun.value;

import io.containerrun.internal.text.Numbers;
import io.containerrun.internal.text.Secrets;

/**
 * What the engine does when a container ends.
 *
 * <pre>{@code
 * RestartPolicy.unlessStopped()
 * RestartPolicy.onFailure(3)            // on-failure:3
 * RestartPolicy.parse("on-failure")     // without a limit
 * }</pre>
 */
public sealed interface RestartPolicy {

  /** Leaves the container as it is. This is the default. */
  static RestartPolicy no() {
    return new No();
  }

  /** Restarts always, and also when the engine starts. */
  static RestartPolicy always() {
    return new Always();
  }

  /** As {@link #always()}, but not when the container was stopped before the engine was. */
  static RestartPolicy unlessStopped() {
    return new UnlessStopped();
  }

  /** Restarts after a non-zero exit, without limit. */
  static RestartPolicy onFailure() {
    return new OnFailure(0);
  }

  /**
   * Restarts after a non-zero exit.
   *
   * @param maxRetries how often at most; 0 for no limit
   */
  static RestartPolicy onFailure(long maxRetries) {
    return new OnFailure(maxRetries);
  }

  /**
   * Reads a name and, after a colon, a number of retries: {@code always}, {@code on-failure:3}.
   * Empty text is {@code no}.
   *
   * <p>As the reference client does, it lets any name and number pass; see {@link Other}.
   *
   * @throws IllegalArgumentException if nothing stands before the colon or no number after it
   */
  static RestartPolicy parse(String text) {
    int colon = text.indexOf(':');
    if (colon == 0) {
      throw Secrets.refusal(
          "invalid restart policy format: no policy provided before colon; write on-failure:3");
    }
    String retries = colon < 0 ? "" : text.substring(colon + 1);
    return of(colon < 0 ? text : text.substring(0, colon), retries(retries));
  }

  private static long retries(String text) {
    try {
      return text.isEmpty() ? 0 : Numbers.parseDecimal(text);
    } catch (IllegalArgumentException e) {
      throw Secrets.refusal(
          "invalid restart policy format: maximum retry count must be an integer; write"
              + " on-failure:3",
          e);
    }
  }

  private static RestartPolicy of(String name, long maxRetries) {
    if (name.equals("on-failure") && maxRetries >= 0) {
      return onFailure(maxRetries);
    }
    if (maxRetries != 0) {
      return new Other(name, maxRetries);
    }
    return switch (name) {
      case "", "no" -> no();
      case "always" -> always();
      case "unless-stopped" -> unlessStopped();
      default -> new Other(name, maxRetries);
    };
  }

  /** The name the engine knows the policy by. */
  String name();

  /** How often it restarts at most; 0 for no limit. */
  default long maxRetries() {
    return 0;
  }

  /** Whether a container may be restarted at all: every policy but {@code no}. */
  default boolean restarts() {
    return !name().equals("no");
  }

  /** Never restarts. */
  record No() implements RestartPolicy {
    @Override
    public String name() {
      return "no";
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /** Restarts always. */
  record Always() implements RestartPolicy {
    @Override
    public String name() {
      return "always";
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /** Restarts until it is stopped by hand. */
  record UnlessStopped() implements RestartPolicy {
    @Override
    public String name() {
      return "unless-stopped";
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /**
   * Restarts after a non-zero exit.
   *
   * @param maxRetries how often at most, 0 or more; 0 for no limit
   */
  record OnFailure(long maxRetries) implements RestartPolicy {
    /** Refuses a negative number. */
    public OnFailure {
      if (maxRetries < 0) {
        throw Secrets.refusal(
            "maximum retry count " + maxRetries + " is negative; use 0 for no limit");
      }
    }

    @Override
    public String name() {
      return "on-failure";
    }

    @Override
    public String toString() {
      return maxRetries == 0 ? name() : name() + ":" + maxRetries;
    }
  }

  /**
   * What the reference client passes on unchecked and engines refuse: an unknown name, a number of
   * retries with another policy than {@code on-failure}, a negative number.
   *
   * @param name the name, not empty and without a colon
   * @param maxRetries the number, whatever it is
   */
  record Other(String name, long maxRetries) implements RestartPolicy {
    /** Refuses what one of the other policies holds. */
    public Other {
      if (name.isEmpty() || name.contains(":")) {
        throw Secrets.refusal(
            "invalid restart policy name '" + name + "'; write a name without a colon");
      }
      boolean isNamed =
          switch (name) {
            case "no", "always", "unless-stopped" -> maxRetries == 0;
            default -> name.equals("on-failure") && maxRetries >= 0;
          };
      if (isNamed) {
        throw Secrets.refusal(
            "restart policy '" + name + "' has a type of its own; use its factory");
      }
    }

    @Override
    public String toString() {
      return maxRetries == 0 ? name : name + ":" + maxRetries;
    }
  }
}
