package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.Objects;

/**
 * An address of a host, IPv4 or IPv6, such as a name server's.
 *
 * <pre>{@code
 * IpAddress.of("8.8.8.8")
 * IpAddress.of("2001:DB8:0::68")     // 2001:db8::68
 * }</pre>
 *
 * <p>The factories {@link #of} and {@link #parse} give the one form that the reference client
 * prints. Where that client sends an address as it was typed, as for {@code --ip}, {@link #asTyped}
 * holds any text; {@link #isValid} tells whether it is an address.
 *
 * @param text the address: four numbers without leading zeros, or IPv6 text without brackets and
 *     without a zone; empty only for {@link #NONE}
 */
public record IpAddress(String text) {

  /** No address: empty text. */
  public static final IpAddress NONE = new IpAddress("");

  /** Holds the text. */
  public IpAddress {
    Objects.requireNonNull(text, "text");
  }

  /**
   * The address in its canonical form; white space around it is dropped.
   *
   * @throws IllegalArgumentException if the text is no address
   */
  public static IpAddress of(String text) {
    String trimmed = Words.trim(text);
    String canonical = Inet.canonical(trimmed);
    if (canonical == null) {
      throw Secrets.refusal(
          "IP address is not correctly formatted: "
              + trimmed
              + "; write an address such as 8.8.8.8 or 2001:db8::68, without brackets");
    }
    return new IpAddress(canonical);
  }

  /**
   * The same as {@link #of}.
   *
   * @throws IllegalArgumentException if the text is no address
   */
  public static IpAddress parse(String text) {
    return of(text);
  }

  /** Holds the text, whatever it says. */
  public static IpAddress asTyped(String text) {
    return new IpAddress(text);
  }

  /** Whether there is no text at all. */
  public boolean isNone() {
    return text.isEmpty();
  }

  /** Whether the text is an address. */
  public boolean isValid() {
    return Inet.isAddress(text);
  }

  /**
   * The same address in the one form that the reference client prints.
   *
   * @throws IllegalArgumentException if the text is no address
   */
  public IpAddress canonical() {
    return of(text);
  }

  /** Whether it is four numbers with dots; an IPv4 address written as IPv6 is one too. */
  public boolean isIpv4() {
    String canonical = Inet.canonical(text);
    return canonical != null && !canonical.contains(":");
  }

  /** Whether it is an address with colons. */
  public boolean isIpv6() {
    return isValid() && !isIpv4();
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}
