package io.containerrun;

import static io.containerrun.OptionBuilder.each;
import static io.containerrun.OptionBuilder.keyed;
import static io.containerrun.OptionBuilder.many;
import static io.containerrun.OptionBuilder.one;
import static io.containerrun.OptionBuilder.toggle;

import io.containerrun.internal.text.Numbers;
import io.containerrun.value.BytesRate;
import io.containerrun.value.CpuSet;
import io.containerrun.value.Cpus;
import io.containerrun.value.OperationsRate;
import io.containerrun.value.Size;
import io.containerrun.value.SwapLimit;
import io.containerrun.value.Ulimit;
import io.containerrun.value.WeightDevice;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Limits on memory, processor, block devices and processes. */
@CheckReturnValue
public sealed interface ResourceOptions<R extends OptionHolder<R>> extends OptionHolder<R>
    permits ContainerRun {

  Option<Size> MEMORY =
      one("memory", Size::parse)
          .letter('m')
          .grammar("<number>[<unit>]")
          .byDefault("no limit")
          .sentAs("HostConfig.Memory", Size::bytes)
          .updatable()
          .summary("Most memory that the container may use.")
          .example("512m");

  /**
   * Caps the memory that the container may use. Beyond it the kernel ends a process of the
   * container.
   *
   * @param limit 6 MiB or more
   */
  default R memory(Size limit) {
    return with(MEMORY, limit);
  }

  /** The same in docker's text form: {@code memory("512m")}. */
  default R memory(String text) {
    return withText(MEMORY, text);
  }

  Option<SwapLimit> MEMORY_SWAP =
      one("memory-swap", SwapLimit::parse)
          .grammar("<number>[<unit>]|-1")
          .byDefault("twice the memory")
          .sentAs("HostConfig.MemorySwap", SwapLimit::bytes)
          .onlyOn("linux")
          .updatable()
          .summary("Most memory and swap together; -1 for no limit on swap.")
          .example("-1");

  /**
   * Caps memory and swap together. The same as the memory limit means no swap.
   *
   * @param memoryAndSwap the memory limit or more
   */
  default R memorySwap(Size memoryAndSwap) {
    return memorySwap(SwapLimit.of(memoryAndSwap));
  }

  /** Caps memory and swap together, or {@linkplain SwapLimit#unlimited() lifts} the cap on swap. */
  default R memorySwap(SwapLimit limit) {
    return with(MEMORY_SWAP, limit);
  }

  /** The same in docker's text form: {@code memorySwap("-1")}. */
  default R memorySwap(String text) {
    return withText(MEMORY_SWAP, text);
  }

  Option<Size> MEMORY_RESERVATION =
      one("memory-reservation", Size::parse)
          .grammar("<number>[<unit>]")
          .byDefault("none")
          .sentAs("HostConfig.MemoryReservation", Size::bytes)
          .onlyOn("linux")
          .updatable()
          .summary("Memory that the container is held to when the host runs short.")
          .example("256m");

  /**
   * Sets the memory that the kernel pushes the container back to when the host runs short.
   *
   * @param softLimit 6 MiB or more, and no more than the memory limit
   */
  default R memoryReservation(Size softLimit) {
    return with(MEMORY_RESERVATION, softLimit);
  }

  /** The same in docker's text form: {@code memoryReservation("256m")}. */
  default R memoryReservation(String text) {
    return withText(MEMORY_RESERVATION, text);
  }

  Option<Long> MEMORY_SWAPPINESS =
      one("memory-swappiness", Numbers::parseInt64)
          .grammar("0..100|-1")
          .byDefault("-1, the host's")
          .sentAs("HostConfig.MemorySwappiness")
          .readBy(ResourceOptions::readSwappiness)
          .onlyOn("linux")
          .summary("How readily anonymous memory is swapped out, in percent.")
          .example("60");

  /**
   * Sets how readily the kernel swaps out anonymous memory. Kernels with cgroup v2 ignore it.
   *
   * @param percent 0 to 100
   */
  default R memorySwappiness(long percent) {
    return with(MEMORY_SWAPPINESS, percent);
  }

  /** The same in docker's text form: {@code memorySwappiness("60")}. */
  default R memorySwappiness(String text) {
    return withText(MEMORY_SWAPPINESS, text);
  }

  private static List<Long> readSwappiness(RequestReading request) {
    Object sent = request.at("HostConfig.MemorySwappiness");
    long percent = RequestReading.numberOf(sent);
    // The reference client spells the default out.
    return percent == -1 || RequestReading.meansNone(sent) ? List.of() : List.of(percent);
  }

  Option<Size> KERNEL_MEMORY =
      one("kernel-memory", Size::parse)
          .grammar("<number>[<unit>]")
          .byDefault("no limit")
          .sentAs(ResourceOptions::writeKernelMemory, "HostConfig.KernelMemory")
          .readAs(RequestReading::textOf)
          .deprecated("engines ignore it from API 1.42 on")
          .updatable()
          .summary("Most kernel memory; sent only to engines before API 1.42.")
          .example("64m");

  /**
   * Caps kernel memory on engines that still know such a limit.
   *
   * @param limit 4 MiB or more
   * @deprecated engines ignore it from API 1.42 on; limit the memory instead
   */
  @Deprecated
  default R kernelMemory(Size limit) {
    return with(KERNEL_MEMORY, limit);
  }

  /**
   * The same in docker's text form: {@code kernelMemory("64m")}.
   *
   * @deprecated engines ignore it from API 1.42 on; limit the memory instead
   */
  @Deprecated
  default R kernelMemory(String text) {
    return withText(KERNEL_MEMORY, text);
  }

  private static void writeKernelMemory(Size limit, CreateBody body) {
    if (!body.api().isAtLeast(new ApiVersion(1, 42))) {
      body.put("HostConfig.KernelMemory", limit.bytes());
    }
  }

  Option<Boolean> OOM_KILL_DISABLE =
      toggle("oom-kill-disable")
          .sentAs("HostConfig.OomKillDisable")
          .onlyOn("linux")
          .summary("Let processes wait for memory instead of ending one.")
          .example("true");

  /**
   * Keeps the kernel from ending processes of the container that is out of memory; they wait
   * instead. Set a memory limit as well, or the host itself may come to a halt.
   */
  default R oomKillDisable() {
    return with(OOM_KILL_DISABLE, true);
  }

  Option<Long> OOM_SCORE_ADJ =
      one("oom-score-adj", Numbers::parseInt64)
          .grammar("-1000..1000")
          .byDefault("0")
          .sentAs("HostConfig.OomScoreAdj")
          .onlyOn("linux")
          .summary("How likely the kernel picks the container when the host runs out of memory.")
          .example("500");

  /**
   * Makes the kernel more or less likely to end the container when the host runs out of memory.
   *
   * @param score -1000 (never) to 1000 (first)
   */
  default R oomScoreAdj(long score) {
    return with(OOM_SCORE_ADJ, score);
  }

  /** The same in docker's text form: {@code oomScoreAdj("500")}. */
  default R oomScoreAdj(String text) {
    return withText(OOM_SCORE_ADJ, text);
  }

  Option<Cpus> CPUS =
      one("cpus", Cpus::parse)
          .grammar("<decimal>")
          .byDefault("no limit")
          .sentAs("HostConfig.NanoCpus", Cpus::nano)
          .readAs(nano -> new Cpus(RequestReading.numberOf(nano)).toString())
          .since(1, 25)
          .updatable()
          .summary("Most processor time, in processors.")
          .example("1.5");

  /**
   * Caps the processor time that the container may use.
   *
   * @param processors 0.01 or more; 1.5 is one processor and a half
   */
  default R cpus(double processors) {
    return with(CPUS, Cpus.of(processors));
  }

  /** Caps the processor time that the container may use. */
  default R cpus(Cpus processors) {
    return with(CPUS, processors);
  }

  /** The same in docker's text form: {@code cpus("1.5")}. */
  default R cpus(String text) {
    return withText(CPUS, text);
  }

  Option<Long> CPU_SHARES =
      one("cpu-shares", Numbers::parseInt64)
          .letter('c')
          .grammar("<weight>")
          .byDefault("1024")
          .sentAs("HostConfig.CpuShares")
          .updatable()
          .summary("Weight against other containers when processors are busy.")
          .example("512");

  /**
   * Sets the container's weight against others when processors are busy.
   *
   * @param weight 2 to 262144
   */
  default R cpuShares(long weight) {
    return with(CPU_SHARES, weight);
  }

  /** The same in docker's text form: {@code cpuShares("512")}. */
  default R cpuShares(String text) {
    return withText(CPU_SHARES, text);
  }

  Option<Long> CPU_PERIOD =
      one("cpu-period", Numbers::parseInt64)
          .grammar("<microseconds>")
          .byDefault("100000")
          .sentAs("HostConfig.CpuPeriod")
          .onlyOn("linux")
          .updatable()
          .summary("Length of a scheduling period, in microseconds.")
          .example("50000");

  /**
   * Sets the length of the periods that {@link #cpuQuota} counts in.
   *
   * @param microseconds 1000 to 1000000
   */
  default R cpuPeriod(long microseconds) {
    return with(CPU_PERIOD, microseconds);
  }

  /** The same in docker's text form: {@code cpuPeriod("50000")}. */
  default R cpuPeriod(String text) {
    return withText(CPU_PERIOD, text);
  }

  Option<Long> CPU_QUOTA =
      one("cpu-quota", Numbers::parseInt64)
          .grammar("<microseconds>")
          .byDefault("no limit")
          .sentAs("HostConfig.CpuQuota")
          .onlyOn("linux")
          .updatable()
          .summary("Processor time in each period, in microseconds.")
          .example("25000");

  /**
   * Caps the processor time in each period.
   *
   * @param microseconds 1000 or more
   */
  default R cpuQuota(long microseconds) {
    return with(CPU_QUOTA, microseconds);
  }

  /** The same in docker's text form: {@code cpuQuota("25000")}. */
  default R cpuQuota(String text) {
    return withText(CPU_QUOTA, text);
  }

  Option<CpuSet> CPUSET_CPUS =
      one("cpuset-cpus", CpuSet::parse)
          .grammar("<n>|<n>-<m>[,...]")
          .byDefault("all")
          .sentAs("HostConfig.CpusetCpus", CpuSet::toString)
          .onlyOn("linux")
          .updatable()
          .summary("Processors that the container may run on.")
          .example("0-3,7");

  /** Keeps the container to these processors of the host. */
  default R cpusetCpus(CpuSet processors) {
    return with(CPUSET_CPUS, processors);
  }

  /** The same in docker's text form: {@code cpusetCpus("0-3,7")}. */
  default R cpusetCpus(String text) {
    return withText(CPUSET_CPUS, text);
  }

  Option<CpuSet> CPUSET_MEMS =
      one("cpuset-mems", CpuSet::parse)
          .grammar("<n>|<n>-<m>[,...]")
          .byDefault("all")
          .sentAs("HostConfig.CpusetMems", CpuSet::toString)
          .onlyOn("linux")
          .updatable()
          .summary("Memory nodes that the container may use.")
          .example("0,1");

  /** Keeps the container to these memory nodes of the host. */
  default R cpusetMems(CpuSet nodes) {
    return with(CPUSET_MEMS, nodes);
  }

  /** The same in docker's text form: {@code cpusetMems("0,1")}. */
  default R cpusetMems(String text) {
    return withText(CPUSET_MEMS, text);
  }

  Option<Long> CPU_RT_PERIOD =
      one("cpu-rt-period", Numbers::parseInt64)
          .grammar("<microseconds>")
          .byDefault("0, none")
          .sentAs("HostConfig.CpuRealtimePeriod")
          .since(1, 25)
          .onlyOn("linux")
          .updatable()
          .summary("Length of a real-time scheduling period, in microseconds.")
          .example("1000000");

  /**
   * Sets the length of the periods that {@link #cpuRtRuntime} counts in.
   *
   * @param microseconds the runtime or more
   */
  default R cpuRtPeriod(long microseconds) {
    return with(CPU_RT_PERIOD, microseconds);
  }

  /** The same in docker's text form: {@code cpuRtPeriod("1000000")}. */
  default R cpuRtPeriod(String text) {
    return withText(CPU_RT_PERIOD, text);
  }

  Option<Long> CPU_RT_RUNTIME =
      one("cpu-rt-runtime", Numbers::parseInt64)
          .grammar("<microseconds>")
          .byDefault("0, none")
          .sentAs("HostConfig.CpuRealtimeRuntime")
          .since(1, 25)
          .onlyOn("linux")
          .updatable()
          .summary("Real-time processor time in each period, in microseconds.")
          .example("950000");

  /**
   * Grants processor time to real-time tasks in each period. The kernel must schedule real-time
   * groups, and the engine must have a budget for them.
   *
   * @param microseconds no more than the period
   */
  default R cpuRtRuntime(long microseconds) {
    return with(CPU_RT_RUNTIME, microseconds);
  }

  /** The same in docker's text form: {@code cpuRtRuntime("950000")}. */
  default R cpuRtRuntime(String text) {
    return withText(CPU_RT_RUNTIME, text);
  }

  Option<Integer> BLKIO_WEIGHT =
      one("blkio-weight", Numbers::parseUint16)
          .grammar("10..1000")
          .byDefault("0, none")
          .sentAs("HostConfig.BlkioWeight")
          .onlyOn("linux")
          .updatable()
          .summary("Weight against other containers when block devices are busy.")
          .example("300");

  /**
   * Sets the container's weight against others when block devices are busy.
   *
   * @param weight 10 to 1000
   */
  default R blkioWeight(int weight) {
    return with(BLKIO_WEIGHT, weight);
  }

  /** The same in docker's text form: {@code blkioWeight("300")}. */
  default R blkioWeight(String text) {
    return withText(BLKIO_WEIGHT, text);
  }

  Option<List<WeightDevice>> BLKIO_WEIGHT_DEVICE =
      many("blkio-weight-device", WeightDevice::parse)
          .grammar("<device>:<weight>")
          .sentAs(
              "HostConfig.BlkioWeightDevice",
              all -> each(all, d -> Map.of("Path", d.path(), "Weight", d.weight())))
          .readAs(sent -> deviceText(sent, "Weight"))
          .onlyOn("linux")
          .updatable(1, 55)
          .summary("The same weight for one device.")
          .example("/dev/sda:200");

  /** Sets the container's weight against others on one block device. */
  default R blkioWeightDevice(WeightDevice weight) {
    return plus(BLKIO_WEIGHT_DEVICE, weight);
  }

  /** The same in docker's text form: {@code blkioWeightDevice("/dev/sda:200")}. */
  default R blkioWeightDevice(String text) {
    return withText(BLKIO_WEIGHT_DEVICE, text);
  }

  Option<List<BytesRate>> DEVICE_READ_BPS =
      many("device-read-bps", BytesRate::parse)
          .grammar("<device>:<number>[<unit>]")
          .sentAs("HostConfig.BlkioDeviceReadBps", all -> each(all, ResourceOptions::rate))
          .readAs(sent -> deviceText(sent, "Rate"))
          .onlyOn("linux")
          .updatable(1, 55)
          .summary("Most bytes a second read from a device.")
          .example("/dev/sda:1m");

  /** Caps the bytes that are read from a block device each second. */
  default R deviceReadBps(BytesRate limit) {
    return plus(DEVICE_READ_BPS, limit);
  }

  /** The same in docker's text form: {@code deviceReadBps("/dev/sda:1m")}. */
  default R deviceReadBps(String text) {
    return withText(DEVICE_READ_BPS, text);
  }

  Option<List<BytesRate>> DEVICE_WRITE_BPS =
      many("device-write-bps", BytesRate::parse)
          .grammar("<device>:<number>[<unit>]")
          .sentAs("HostConfig.BlkioDeviceWriteBps", all -> each(all, ResourceOptions::rate))
          .readAs(sent -> deviceText(sent, "Rate"))
          .onlyOn("linux")
          .updatable(1, 55)
          .summary("Most bytes a second written to a device.")
          .example("/dev/sda:1m");

  /** Caps the bytes that are written to a block device each second. */
  default R deviceWriteBps(BytesRate limit) {
    return plus(DEVICE_WRITE_BPS, limit);
  }

  /** The same in docker's text form: {@code deviceWriteBps("/dev/sda:1m")}. */
  default R deviceWriteBps(String text) {
    return withText(DEVICE_WRITE_BPS, text);
  }

  Option<List<OperationsRate>> DEVICE_READ_IOPS =
      many("device-read-iops", OperationsRate::parse)
          .grammar("<device>:<count>")
          .sentAs("HostConfig.BlkioDeviceReadIOps", all -> each(all, ResourceOptions::rate))
          .readAs(sent -> deviceText(sent, "Rate"))
          .onlyOn("linux")
          .updatable(1, 55)
          .summary("Most read operations a second on a device.")
          .example("/dev/sda:1000");

  /** Caps the read operations on a block device each second. */
  default R deviceReadIops(OperationsRate limit) {
    return plus(DEVICE_READ_IOPS, limit);
  }

  /** The same in docker's text form: {@code deviceReadIops("/dev/sda:1000")}. */
  default R deviceReadIops(String text) {
    return withText(DEVICE_READ_IOPS, text);
  }

  Option<List<OperationsRate>> DEVICE_WRITE_IOPS =
      many("device-write-iops", OperationsRate::parse)
          .grammar("<device>:<count>")
          .sentAs("HostConfig.BlkioDeviceWriteIOps", all -> each(all, ResourceOptions::rate))
          .readAs(sent -> deviceText(sent, "Rate"))
          .onlyOn("linux")
          .updatable(1, 55)
          .summary("Most write operations a second on a device.")
          .example("/dev/sda:1000");

  /** Caps the write operations on a block device each second. */
  default R deviceWriteIops(OperationsRate limit) {
    return plus(DEVICE_WRITE_IOPS, limit);
  }

  /** The same in docker's text form: {@code deviceWriteIops("/dev/sda:1000")}. */
  default R deviceWriteIops(String text) {
    return withText(DEVICE_WRITE_IOPS, text);
  }

  Option<Long> PIDS_LIMIT =
      one("pids-limit", Numbers::parseInt64)
          .grammar("<count>")
          .byDefault("no limit")
          .sentAs("HostConfig.PidsLimit")
          .onlyOn("linux")
          .updatable()
          .summary("Most processes and threads in the container; 0 or less for no limit.")
          .example("100");

  /**
   * Caps the processes and threads in the container.
   *
   * @param count 1 or more; 0 or less for no limit
   */
  default R pidsLimit(long count) {
    return with(PIDS_LIMIT, count);
  }

  /** The same in docker's text form: {@code pidsLimit("100")}. */
  default R pidsLimit(String text) {
    return withText(PIDS_LIMIT, text);
  }

  Option<List<Ulimit>> ULIMIT =
      keyed("ulimit", Ulimit::parse, Ulimit::toString, Ulimit::name)
          .grammar("<name>=<soft>[:<hard>]")
          .byDefault("the engine's")
          .sentAs("HostConfig.Ulimits", ResourceOptions::sortedByName)
          .readAs(ResourceOptions::ulimitText)
          .onlyOn("linux")
          .summary("Limit of the kernel on each process.")
          .example("nofile=1024:2048");

  /** Sets a limit of the kernel on each process, in place of one of the same name. */
  default R ulimit(Ulimit limit) {
    return plus(ULIMIT, limit);
  }

  /** The same in docker's text form: {@code ulimit("nofile=1024:2048")}. */
  default R ulimit(String text) {
    return withText(ULIMIT, text);
  }

  private static List<Object> sortedByName(List<Ulimit> limits) {
    List<Ulimit> sorted = limits.stream().sorted(Comparator.comparing(Ulimit::name)).toList();
    return each(sorted, u -> Map.of("Name", u.name(), "Soft", u.soft(), "Hard", u.hard()));
  }

  private static String ulimitText(@Nullable Object sent) {
    Map<String, ?> limit = RequestReading.mapOf(sent);
    return new Ulimit(
            RequestReading.textOf(limit.get("Name")),
            RequestReading.numberOf(limit.get("Soft")),
            RequestReading.numberOf(limit.get("Hard")))
        .toString();
  }

  private static String deviceText(@Nullable Object sent, String number) {
    Map<String, ?> limit = RequestReading.mapOf(sent);
    String amount = RequestReading.textOf(limit.get(number));
    return RequestReading.textOf(limit.get("Path")) + ":" + (amount.isEmpty() ? "0" : amount);
  }

  private static Map<String, Object> rate(BytesRate limit) {
    return Map.of("Path", limit.path(), "Rate", limit.perSecond().bytes());
  }

  private static Map<String, Object> rate(OperationsRate limit) {
    return Map.of("Path", limit.path(), "Rate", limit.perSecond());
  }
}
