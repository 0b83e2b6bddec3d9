package io.containerrun.value;

import java.util.List;

/**
 * The kernel parameters a container can have of its own.
 *
 * <pre>{@code
 * Sysctls.isAllowed("net.core.somaxconn")      // true
 * Sysctls.isAllowed("vm.swappiness")           // false: it is the host's
 * }</pre>
 *
 * <p>The reference client and the runtime have the same list.
 */
public final class Sysctls {

  private static final String NETWORK_PREFIX = "net.";
  private static final String QUEUE_PREFIX = "fs.mqueue.";

  private static final List<String> IPC_NAMES =
      List.of(
          "kernel.msgmax",
          "kernel.msgmnb",
          "kernel.msgmni",
          "kernel.sem",
          "kernel.shmall",
          "kernel.shmmax",
          "kernel.shmmni",
          "kernel.shm_rmid_forced");

  private Sysctls() {}

  /** The parameters that are allowed by their full name. */
  public static List<String> names() {
    return IPC_NAMES;
  }

  /** The beginnings of names; every parameter under one of them is allowed. */
  public static List<String> prefixes() {
    return List.of(NETWORK_PREFIX, QUEUE_PREFIX);
  }

  /** Whether a container can have this parameter of its own. */
  public static boolean isAllowed(String name) {
    return isIpc(name) || isNetwork(name);
  }

  /** Whether the parameter belongs to the IPC namespace. */
  public static boolean isIpc(String name) {
    return IPC_NAMES.contains(name) || name.startsWith(QUEUE_PREFIX);
  }

  /** Whether the parameter belongs to the network namespace. */
  public static boolean isNetwork(String name) {
    return name.startsWith(NETWORK_PREFIX);
  }
}
