package io.containerrun;

import io.containerrun.value.Size;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * One thing that may be known about an engine, as the key to its value in a {@link Target}.
 *
 * <pre>{@code
 * target.with(Fact.CGROUP_VERSION, 2).get(Fact.CGROUP_VERSION)     // Optional[2]
 * }</pre>
 *
 * @param <V> the type of the value
 * @since 0.1.0
 */
public final class Fact<V> implements Comparable<Fact<?>> {

  /** The version of the engine itself, such as {@code 27.3.1}. */
  public static final Fact<String> ENGINE_VERSION = one("engine-version");

  /**
   * What the engine runs on, as it calls it: {@code Debian GNU/Linux 12 (bookworm)}, and {@code
   * Docker Desktop} for the engine on Linux that takes paths of a Windows host.
   */
  public static final Fact<String> OPERATING_SYSTEM = one("operating-system");

  /** The version of control groups on the engine's host: 1 or 2. */
  public static final Fact<Integer> CGROUP_VERSION = one("cgroup-version");

  /**
   * What makes control groups: {@code cgroupfs} or {@code systemd}, and {@code none} on an engine
   * without root's rights to which none are delegated.
   */
  public static final Fact<String> CGROUP_DRIVER = one("cgroup-driver");

  /** Whether the host can limit memory. */
  public static final Fact<Boolean> MEMORY_LIMIT = one("memory-limit");

  /** Whether the host can limit swap space. */
  public static final Fact<Boolean> SWAP_LIMIT = one("swap-limit");

  /** Whether the host knows periods of processor time. */
  public static final Fact<Boolean> CPU_PERIOD = one("cpu-period");

  /** Whether the host knows quotas of processor time. */
  public static final Fact<Boolean> CPU_QUOTA = one("cpu-quota");

  /** Whether the host knows weights for processor time. */
  public static final Fact<Boolean> CPU_SHARES = one("cpu-shares");

  /** Whether the host can bind containers to processors and memory nodes. */
  public static final Fact<Boolean> CPU_SETS = one("cpu-sets");

  /** Whether the host can limit the number of processes. */
  public static final Fact<Boolean> PIDS_LIMIT = one("pids-limit");

  /** Whether the host can be kept from ending processes of a container that is out of memory. */
  public static final Fact<Boolean> OOM_KILL_DISABLE = one("oom-kill-disable");

  /** Whether the host has weights for block devices. */
  public static final Fact<Boolean> BLKIO_WEIGHT = one("blkio-weight");

  /** Whether the host passes on IPv4 packets: without it no network of containers works. */
  public static final Fact<Boolean> IPV4_FORWARDING = one("ipv4-forwarding");

  /** How many processors the host has. */
  public static final Fact<Integer> PROCESSORS = one("processors");

  /** How much memory the host has. */
  public static final Fact<Size> HOST_MEMORY = one("host-memory");

  /** What keeps images and the files of containers: {@code overlay2}, {@code btrfs} and others. */
  public static final Fact<String> STORAGE_DRIVER = one("storage-driver");

  /** The file system beneath the storage driver: {@code xfs}, {@code extfs} and others. */
  public static final Fact<String> BACKING_FILESYSTEM = one("backing-filesystem");

  /**
   * The base size of the storage: the least that {@code --storage-opt size=} may ask for. Engines
   * with devicemapper say it. A caller may know it of others, such as {@code btrfs.min_space} in
   * the engine's configuration. Where it is not known, 10 GiB counts for devicemapper and 20 GiB
   * for windowsfilter.
   */
  public static final Fact<Size> BASE_SIZE = one("base-size");

  /** The folder on the host in which the engine keeps everything: {@code /var/lib/docker}. */
  public static final Fact<String> DATA_ROOT = one("data-root");

  /**
   * What guards the host: of {@code seccomp}, {@code apparmor}, {@code selinux}, {@code userns},
   * {@code rootless}, {@code cgroupns} and {@code no-new-privileges} those that are on.
   */
  public static final Fact<Set<String>> SECURITY = names("security");

  /** The names of the runtimes that are set up. */
  public static final Fact<Set<String>> RUNTIMES = names("runtimes");

  /** The volume drivers that are there, plugins included. */
  public static final Fact<Set<String>> VOLUME_DRIVERS = names("volume-drivers");

  /** The network drivers that are there, plugins included. */
  public static final Fact<Set<String>> NETWORK_DRIVERS = names("network-drivers");

  /** The log drivers that are built in; plugins show once they were used. */
  public static final Fact<Set<String>> LOG_DRIVERS = names("log-drivers");

  /** The folders with descriptions of devices (CDI); none where the engine does not look. */
  public static final Fact<Set<String>> CDI_FOLDERS = names("cdi-folders");

  /** The name of the engine's host, which containers that share its network get by default. */
  public static final Fact<String> HOST_NAME = one("host-name");

  /** The log driver of containers that name none. */
  public static final Fact<String> DEFAULT_LOG_DRIVER = one("default-log-driver");

  /** The runtime of containers that name none. */
  public static final Fact<String> DEFAULT_RUNTIME = one("default-runtime");

  /** The isolation that containers of a Windows engine get by default. */
  public static final Fact<String> DEFAULT_ISOLATION = one("default-isolation");

  /** The names of the networks. Engines are not asked for it; a caller may know them. */
  public static final Fact<Set<String>> NETWORKS = names("networks");

  private final String name;
  private final UnaryOperator<V> copy;

  private Fact(String name, UnaryOperator<V> copy) {
    this.name = name;
    this.copy = copy;
  }

  private static <T> Fact<T> one(String name) {
    return new Fact<>(name, UnaryOperator.identity());
  }

  private static Fact<Set<String>> names(String name) {
    return new Fact<>(name, names -> Collections.unmodifiableSortedSet(new TreeSet<>(names)));
  }

  /**
   * The facts that rules about the options of a run look at. Where there are none, validating the
   * run on a {@link Target} that knows more gives nothing more.
   */
  public static Set<Fact<?>> neededFor(ContainerRun run) {
    return Validation.factsFor(run);
  }

  /** The name, such as {@code cgroup-version}. */
  public String name() {
    return name;
  }

  /** The value as it is kept: no one else can change it. */
  V copy(V value) {
    return copy.apply(value);
  }

  @Override
  public int compareTo(Fact<?> other) {
    return name.compareTo(other.name);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
