package io.containerrun.engine.internal.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses {@code ssh://[user@]host[:port][/path/to/socket]}. */
final class SshAddressText {

  /** Neither may begin with a hyphen: ssh would take it for an option. */
  private static final Pattern HOST = Pattern.compile("[\\p{Alnum}_.][\\p{Alnum}_.-]*");

  private static final Pattern IPV6 = Pattern.compile("\\p{XDigit}*(:[\\p{XDigit}.]*){2,}(%\\w+)?");
  private static final Pattern USER =
      Pattern.compile("[^-\\s\\p{Cntrl}:/%?#][^\\s\\p{Cntrl}:/%?#]*");

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[([^\\]]*)]|([^:\\[\\]]*))(?::([0-9]{1,5}))?");

  private static final String FORM =
      "use ssh://user@host, with :port and /path/to/socket if needed";

  private SshAddressText() {}

  /**
   * Reads what follows the scheme.
   *
   * @throws IllegalArgumentException if it is not such an address; the message hides a password
   */
  static EngineAddress.Ssh parse(String rest) {
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash).replaceFirst("/+$", "");
    int at = authority.lastIndexOf('@');
    String user = at < 0 ? "" : user(authority.substring(0, at));
    Matcher place = HOST_AND_PORT.matcher(authority.substring(at + 1));
    if (!place.matches()) {
      throw invalid("the host cannot be read");
    }
    boolean ipv6 = place.group(1) != null;
    String host = ipv6 ? place.group(1) : place.group(2);
    if (!(ipv6 ? IPV6 : HOST).matcher(host).matches()) {
      throw invalid("the host '" + host + "' is not a name or an IP address");
    }
    if (path.chars().anyMatch(Character::isISOControl) || path.matches(".*[?#].*")) {
      throw invalid("the path of the socket has characters that are not supported");
    }
    return new EngineAddress.Ssh(user, host, port(place.group(3)), path);
  }

  private static String user(String text) {
    if (text.indexOf(':') >= 0) {
      throw invalid("a password is not supported; let ssh log in with a key");
    }
    String user = text;
    try {
      user = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw invalid("the user cannot be read");
    }
    if (!USER.matcher(user).matches()) {
      throw invalid("the user is empty, begins with a hyphen or has unsupported characters");
    }
    return user;
  }

  /** The port; 0 leaves it to ssh. */
  private static int port(String text) {
    int port = text == null ? 0 : Integer.parseInt(text);
    if (text != null && (port < 1 || port > 65_535)) {
      throw invalid("port " + text + " is not 1 to 65535");
    }
    return port;
  }

  private static IllegalArgumentException invalid(String why) {
    return new IllegalArgumentException("invalid engine address: ssh://…; " + why + "; " + FORM);
  }
}
