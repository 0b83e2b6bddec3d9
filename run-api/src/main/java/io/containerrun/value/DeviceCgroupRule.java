package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.regex.Pattern;

/**
 * A rule for which devices the container may use, by their numbers.
 *
 * <pre>{@code
 * DeviceCgroupRule.parse("c 188:* rmw")      // all character devices of the major number 188
 * }</pre>
 *
 * @param text the kind ({@code a} all, {@code c} character, {@code b} block), a blank, the major
 *     and minor number with a colon between ({@code *} for any), a blank, and one to three of
 *     {@code r} read, {@code w} write, {@code m} make
 */
public record DeviceCgroupRule(String text) {

  private static final Pattern RULE = Pattern.compile("[acb] ([0-9]+|\\*):([0-9]+|\\*) [rwm]{1,3}");

  /** Refuses a text of another form. */
  public DeviceCgroupRule {
    if (!RULE.matcher(text).matches()) {
      throw Secrets.refusal(
          "invalid device cgroup format '" + text + "'; write one such as 'c 188:* rwm'");
    }
  }

  /**
   * Reads a rule.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static DeviceCgroupRule parse(String text) {
    return new DeviceCgroupRule(text);
  }

  /** The text as it was given. */
  @Override
  public String toString() {
    return text;
  }
}
