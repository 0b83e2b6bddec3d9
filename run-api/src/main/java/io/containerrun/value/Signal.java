package io.containerrun.value;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * A signal, as the engine is told it.
 *
 * <pre>{@code
 * Signal.TERM
 * Signal.of("SIGRTMIN+3")
 * Signal.of(9)
 * }</pre>
 *
 * <p>Any text is held and sent as it is: the reference client does not check it. What engines take
 * is told by {@link #isKnown()}.
 *
 * @param text the name, with or without {@code SIG} and in any case, or the number; empty for the
 *     signal of the image
 */
public record Signal(String text) {

  private static final Map<String, Integer> NUMBERS = linuxNumbers();

  /** Asks a process to end: number 15. */
  public static final Signal TERM = new Signal("SIGTERM");

  /** Ends a process at once: number 9. */
  public static final Signal KILL = new Signal("SIGKILL");

  /** What Ctrl-C sends: number 2. */
  public static final Signal INT = new Signal("SIGINT");

  /** The terminal has gone, or for many services: read the configuration again; number 1. */
  public static final Signal HUP = new Signal("SIGHUP");

  /** Free for programs to use: number 10. */
  public static final Signal USR1 = new Signal("SIGUSR1");

  /** Free for programs to use: number 12. */
  public static final Signal USR2 = new Signal("SIGUSR2");

  /** Asks a process to end and dump its core: number 3. */
  public static final Signal QUIT = new Signal("SIGQUIT");

  /** Holds the text. */
  public Signal {
    Objects.requireNonNull(text, "text");
  }

  /** The signal of this name. */
  public static Signal of(String name) {
    return new Signal(name);
  }

  /** The signal of this number. */
  public static Signal of(int number) {
    return new Signal(Integer.toString(number));
  }

  /** The same as {@link #of(String)}: docker takes any text. */
  public static Signal parse(String text) {
    return new Signal(text);
  }

  /** The names of the signals of Linux, without {@code SIG}, in order. */
  public static Set<String> known() {
    return NUMBERS.keySet();
  }

  /**
   * Whether an engine takes it: the name of a signal of Linux, or a number other than 0. Numbers
   * above 64 are taken too, though no process can be sent them.
   */
  public boolean isKnown() {
    return isDecimal() ? decimal() != 0 : number().isPresent();
  }

  private boolean isDecimal() {
    return text.matches("[+-]?[0-9]+");
  }

  /** The number that is written; 0 for one beyond what an engine reads. */
  private long decimal() {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException beyond) {
      return 0;
    }
  }

  /** The number on Linux; empty where an engine would not know the signal, or no kernel has it. */
  public OptionalInt number() {
    if (isDecimal()) {
      long number = decimal();
      return number == 0 || number != (int) number
          ? OptionalInt.empty()
          : OptionalInt.of((int) number);
    }
    String upper = text.toUpperCase(Locale.ROOT);
    Integer number = NUMBERS.get(upper.startsWith("SIG") ? upper.substring(3) : upper);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The text as it was given. */
  @Override
  public String toString() {
    return text;
  }

  /** The table of moby's {@code signal} package for Linux. */
  private static Map<String, Integer> linuxNumbers() {
    Map<String, Integer> numbers = new TreeMap<>();
    String[] inOrder =
        ("HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT"
                + " STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS")
            .split(" ", -1);
    for (int i = 0; i < inOrder.length; i++) {
      numbers.put(inOrder[i], i + 1);
    }
    numbers.put("IOT", 6);
    numbers.put("CLD", 17);
    numbers.put("POLL", 29);
    numbers.put("RTMIN", 34);
    numbers.put("RTMAX", 64);
    for (int i = 1; i <= 15; i++) {
      numbers.put("RTMIN+" + i, 34 + i);
    }
    for (int i = 1; i <= 14; i++) {
      numbers.put("RTMAX-" + i, 64 - i);
    }
    return Collections.unmodifiableMap(numbers);
  }
}
