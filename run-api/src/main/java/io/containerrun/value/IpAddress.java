package io.containerrun.value;

/**
 * An address of a host, IPv4 or IPv6, such as a name server's.
 *
 * <pre>{@code
 * IpAddress.parse("8.8.8.8")
 * IpAddress.parse("2001:DB8:0::68")     // 2001:db8::68
 * }</pre>
 *
 * <p>Equal addresses are equal values however they were typed: the text is held in the one form
 * that the reference client prints and sends.
 *
 * @param text the address: four numbers without leading zeros, or IPv6 text without brackets and
 *     without a zone
 */
public record IpAddress(String text) {

  /** Refuses what is no address, and brings the text into its canonical form. */
  public IpAddress {
    String canonical = Inet.canonical(text);
    if (canonical == null) {
      throw new IllegalArgumentException(
          "IP address is not correctly formatted: "
              + text
              + "; write an address such as 8.8.8.8 or 2001:db8::68, without brackets");
    }
    text = canonical;
  }

  /**
   * Reads an address; white space around it is dropped.
   *
   * @throws IllegalArgumentException if the text is no address
   */
  public static IpAddress parse(String text) {
    return new IpAddress(Words.trim(text));
  }

  /** True for four numbers with dots; an IPv4 address written as IPv6 is one too. */
  public boolean isIpv4() {
    return !isIpv6();
  }

  /** True for an address with colons. */
  public boolean isIpv6() {
    return text.contains(":");
  }

  /** The address in its canonical form. */
  @Override
  public String toString() {
    return text;
  }
}
