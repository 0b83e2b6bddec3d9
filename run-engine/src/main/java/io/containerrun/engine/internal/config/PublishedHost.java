package io.containerrun.engine.internal.config;

import io.containerrun.Environment;
import io.containerrun.engine.internal.http.EngineAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides under which host this process reaches the ports that an engine publishes.
 *
 * <p>An engine behind a Unix socket publishes on this machine, unless this process is in a
 * container and the engine is not: then it publishes on the host of that container, which usually
 * is the default gateway.
 */
public final class PublishedHost {

  /** The variable that sets the host. */
  public static final String VARIABLE = "CONTAINERRUN_PUBLISHED_HOST";

  private static final Logger LOG = LoggerFactory.getLogger(PublishedHost.class);

  private static final List<Path> IN_CONTAINER =
      List.of(Path.of("/.dockerenv"), Path.of("/run/.containerenv"));

  private static final Path ROUTES = Path.of("/proc/net/route");
  private static final Path UNIX_SOCKETS = Path.of("/proc/net/unix");

  private static final Pattern NAME =
      Pattern.compile("[\\p{Alnum}._-]+|\\p{XDigit}*(:[\\p{XDigit}.]*){2,}(%\\w+)?");

  private final Environment environment;

  /** Creates one for a process in an environment. */
  public PublishedHost(Environment environment) {
    this.environment = environment;
  }

  /**
   * Returns a host without brackets.
   *
   * @throws IllegalArgumentException if the text is neither a name nor an IP address
   */
  public static String parse(String text) {
    String host = text.startsWith("[") && text.endsWith("]") ? inner(text) : text;
    if (!NAME.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "published host '"
              + text
              + "' is not a host: use a name or an IP address, without scheme and port");
    }
    return host;
  }

  private static String inner(String text) {
    return text.substring(1, text.length() - 1);
  }

  /**
   * The host for an engine.
   *
   * @param wanted the host of the options or of the variable; empty to decide by the address
   */
  public String of(Optional<String> wanted, EngineAddress address) {
    if (wanted.isPresent()) {
      return wanted.get();
    }
    if (!(address instanceof EngineAddress.Unix unix) || !isElsewhere(unix)) {
      return address.publishedHost();
    }
    Optional<String> gateway = defaultGateway();
    LOG.debug("this process is in a container; published ports are reached at {}", gateway);
    return gateway.orElseGet(address::publishedHost);
  }

  /** Whether this process is in a container that does not share the network of the engine. */
  private boolean isElsewhere(EngineAddress.Unix address) {
    return IN_CONTAINER.stream().anyMatch(environment::exists) && !listensHere(address);
  }

  /**
   * Whether a socket of that name listens in the network of this process. The kernel lists only
   * those; a socket that is mounted into a container belongs to another network.
   */
  private boolean listensHere(EngineAddress.Unix address) {
    Path file = Path.of(address.path()).getFileName();
    return lines(UNIX_SOCKETS)
        .map(line -> line.strip().split("\\s+", 8))
        .filter(fields -> fields.length == 8 && fields[3].equals("00010000")) // accepts connections
        .anyMatch(fields -> fields[7].startsWith("/") && fields[7].endsWith("/" + file));
  }

  private Optional<String> defaultGateway() {
    return lines(ROUTES)
        .map(line -> line.strip().split("\\s+", -1))
        .filter(fields -> fields.length > 7 && isDefault(fields))
        .min((one, other) -> Integer.compare(metric(one), metric(other)))
        .map(fields -> gateway(fields[2]));
  }

  private static boolean isDefault(String[] fields) {
    return fields[1].equals("00000000")
        && fields[7].equals("00000000")
        && fields[2].matches("\\p{XDigit}{8}")
        && !fields[2].equals("00000000")
        && fields[6].matches("[0-9]{1,9}");
  }

  private static int metric(String[] fields) {
    return Integer.parseInt(fields[6]);
  }

  /** The kernel prints the bytes of the address as a number of this machine. */
  private static String gateway(String hex) {
    ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
    bytes.putInt(Integer.parseUnsignedInt(hex, 16));
    try {
      return InetAddress.getByAddress(bytes.array()).getHostAddress();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The lines of a file of the kernel; none where it does not exist. */
  private Stream<String> lines(Path file) {
    try {
      String text = new String(environment.read(file), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n"));
    } catch (IOException missing) {
      LOG.debug("{} cannot be read: {}", file, missing.getMessage());
      return Stream.empty();
    }
  }
}
