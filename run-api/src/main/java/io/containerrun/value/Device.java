package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.regex.Pattern;

/**
 * A device of the host that the container may use.
 *
 * <pre>{@code
 * Device.of("/dev/sdc").at("/dev/xvdc").permissions("r")     // /dev/sdc:/dev/xvdc:r
 * Device.cdi("nvidia.com/gpu=all")
 * }</pre>
 */
public sealed interface Device {

  /** The device at this absolute path, at the same path in the container, with all permissions. */
  static Mapping of(String hostPath) {
    return new Mapping(hostPath, hostPath, Mapping.ALL_PERMISSIONS);
  }

  /**
   * The devices of this qualified name of the Container Device Interface.
   *
   * @param name {@code vendor/class=device}
   */
  static Cdi cdi(String name) {
    return new Cdi(name);
  }

  /**
   * The devices of a Windows host.
   *
   * @param text {@code class/<GUID>} or {@code IDType://ID}
   */
  static Windows windows(String text) {
    return new Windows(text);
  }

  /**
   * Reads {@code host[:container][:permissions]}, a qualified CDI name {@code vendor/class=device},
   * or one of the forms of Windows.
   *
   * <p>Of two parts the second is a path, unless it is a set of permissions. A path is brought into
   * its shortest form where the reference client does it: alone, before permissions alone, and as
   * the container's path without permissions.
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  static Device parse(String text) {
    if (Cdi.NAME.matcher(text).matches()) {
      return new Cdi(text);
    }
    if (Windows.FORM.matcher(text).matches()) {
      return new Windows(text);
    }
    String[] parts = text.split(":", -1);
    if (parts.length > 3 || parts[0].isEmpty()) {
      throw Secrets.refusal(
          "bad format for path: " + text + "; write host, host:container or host:container:rwm");
    }
    String host = parts[0];
    if (parts.length == 3) {
      return new Mapping(host, parts[1], parts[2]);
    }
    if (parts.length == 2 && !Mapping.PERMISSIONS.matcher(parts[1]).matches()) {
      Mapping.requireAbsolute(parts[1]);
      return new Mapping(host, Paths.clean(parts[1]), Mapping.ALL_PERMISSIONS);
    }
    Mapping.requireAbsolute(host);
    String path = Paths.clean(host);
    return new Mapping(path, path, parts.length == 2 ? parts[1] : Mapping.ALL_PERMISSIONS);
  }

  /**
   * A device file, or a directory of them, under a path of the container.
   *
   * @param hostPath where it is on the host; not empty and without a colon
   * @param containerPath where it is in the container: absolute and without a colon
   * @param permissions what the container may do: {@code r} read, {@code w} write, {@code m} make
   *     the device file; each at most once, at least one
   */
  record Mapping(String hostPath, String containerPath, String permissions) implements Device {

    private static final String ALL_PERMISSIONS = "rwm";

    private static final Pattern PERMISSIONS =
        Pattern.compile("r(?:wm?|mw?)?|w(?:rm?|mr?)?|m(?:rw?|wr?)?");

    /** Refuses what no text could say. */
    public Mapping {
      if (!PERMISSIONS.matcher(permissions).matches()) {
        throw Secrets.refusal(
            "bad mode specified: " + permissions + "; write r, w and m at most once each");
      }
      requireAbsolute(containerPath);
      if (hostPath.isEmpty() || hostPath.contains(":") || containerPath.contains(":")) {
        throw Secrets.refusal(
            "bad format for path: " + hostPath + "; write paths that have no colon");
      }
    }

    private static void requireAbsolute(String path) {
      if (!path.startsWith("/")) {
        throw Secrets.refusal(path + " is not an absolute path; write one such as /dev/sda");
      }
    }

    /** A copy at another path of the container. */
    public Mapping at(String path) {
      return new Mapping(hostPath, path, permissions);
    }

    /** A copy with other permissions, such as {@code r} or {@code rw}. */
    public Mapping permissions(String wanted) {
      return new Mapping(hostPath, containerPath, wanted);
    }

    /** The shortest text that says the same. */
    @Override
    public String toString() {
      boolean isShortPath = Paths.clean(containerPath).equals(containerPath);
      boolean isSamePath = isShortPath && hostPath.equals(containerPath);
      if (permissions.equals(ALL_PERMISSIONS) && isShortPath) {
        return isSamePath ? hostPath : hostPath + ":" + containerPath;
      }
      return (isSamePath ? hostPath : hostPath + ":" + containerPath) + ":" + permissions;
    }
  }

  /**
   * Devices under a name of the Container Device Interface.
   *
   * @param name {@code vendor/class=device}; vendor and class begin with a letter, all end with a
   *     letter or digit, and between there may be {@code _ - .}, in the device also {@code :}
   */
  record Cdi(String name) implements Device {

    private static final Pattern NAME =
        Pattern.compile(
            "[A-Za-z](?:[\\w.-]*[A-Za-z0-9])?/[A-Za-z](?:[\\w.-]*[A-Za-z0-9])?"
                + "=[A-Za-z0-9](?:[\\w.:-]*[A-Za-z0-9])?");

    /** Refuses a name of another form. */
    public Cdi {
      if (!NAME.matcher(name).matches()) {
        throw Secrets.refusal("unqualified device name '" + name + "'; write vendor/class=device");
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Devices of a Windows host; an engine on Linux has none.
   *
   * @param text {@code class/<GUID>} or {@code IDType://ID}
   */
  record Windows(String text) implements Device {

    private static final Pattern FORM =
        Pattern.compile(
            "class/\\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}}?"
                + "|[A-Za-z][A-Za-z0-9-]*://[^:]+");

    /** Refuses a text of another form. */
    public Windows {
      if (!FORM.matcher(text).matches()) {
        throw Secrets.refusal(
            "bad format for a Windows device: '" + text + "'; write class/<GUID> or IDType://ID");
      }
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
