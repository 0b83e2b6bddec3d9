package io.containerrun;

import static io.containerrun.OptionBuilder.each;
import static io.containerrun.OptionBuilder.keyed;
import static io.containerrun.OptionBuilder.many;
import static io.containerrun.OptionBuilder.map;
import static io.containerrun.OptionBuilder.one;
import static io.containerrun.OptionBuilder.text;
import static io.containerrun.OptionBuilder.toggle;

import io.containerrun.value.KeyValue;
import io.containerrun.value.Mount;
import io.containerrun.value.Size;
import io.containerrun.value.TmpfsMount;
import io.containerrun.value.VolumeMount;
import io.containerrun.value.VolumesFrom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files of a container: its root, volumes, mounts and scratch space. */
@CheckReturnValue
public sealed interface StorageOptions<R extends OptionHolder<R>> extends OptionHolder<R>
    permits ContainerRun {

  Option<List<VolumeMount>> VOLUME =
      keyed("volume", VolumeMount::parse, VolumeMount::toString, VolumeMount::toString)
          .letter('v')
          .grammar("[<path or volume>:]<container path>[:<mode>]")
          .sentAs(StorageOptions::writeVolumes, "HostConfig.Binds", "Volumes")
          .readBy(
              request ->
                  Stream.concat(
                          request.texts("HostConfig.Binds").stream(),
                          request.map("Volumes").keySet().stream())
                      .map(VolumeMount::parse)
                      .toList())
          .resolvedBy(
              (all, environment) ->
                  all.stream().map(v -> v.resolvedAgainst(folder(environment))).toList())
          .summary("Path of the host, or volume, to mount.")
          .example("data:/var/lib/data:ro");

  /** Mounts a path of the host, a named volume, or an anonymous one. */
  default R volume(VolumeMount volume) {
    return plus(VOLUME, volume);
  }

  /** The same in docker's text form: {@code volume("data:/var/lib/data:ro")}. */
  default R volume(String text) {
    return withText(VOLUME, text);
  }

  private static String folder(Environment environment) {
    return EnvironmentFiles.print(environment.workingDirectory());
  }

  private static void writeVolumes(List<VolumeMount> volumes, CreateBody body) {
    for (VolumeMount volume : volumes) {
      if (volume.isAnonymous()) {
        body.put("Volumes", Map.of(volume.destination(), Map.of()));
      } else {
        body.put("HostConfig.Binds", List.of(volume.toString()));
      }
    }
  }

  Option<List<Mount>> MOUNT =
      many("mount", Mount::parse, Mount::text)
          .grammar("type=<type>,source=<source>,target=<path>[,<key>=<value>...]")
          .sentAs("HostConfig.Mounts", all -> each(all, MountData::of))
          .readBy(
              request -> request.list("HostConfig.Mounts").stream().map(MountData::read).toList())
          .resolvedBy(
              (all, environment) ->
                  all.stream().map(m -> m.resolvedAgainst(folder(environment))).toList())
          .since(1, 25)
          .valueSince(MountData::since)
          .summary("Mount of any type, with all that can be said about it.")
          .example("type=volume,source=data,target=/var/lib/data,readonly");

  /** Mounts a path of the host, a volume, an image, or memory. */
  default R mount(Mount mount) {
    return plus(MOUNT, mount);
  }

  /**
   * The same in docker's text form: {@code
   * mount("type=volume,source=data,target=/var/lib/data,readonly")}.
   */
  default R mount(String text) {
    return withText(MOUNT, text);
  }

  Option<List<TmpfsMount>> TMPFS =
      keyed("tmpfs", TmpfsMount::parse, TmpfsMount::toString, TmpfsMount::destination)
          .grammar("<container path>[:<option>[,<option>...]]")
          .sentAs(
              (all, body) ->
                  all.forEach(
                      t -> body.put("HostConfig.Tmpfs", Map.of(t.destination(), t.options()))),
              "HostConfig.Tmpfs")
          .readBy(
              request ->
                  RequestReading.textMapOf(request.at("HostConfig.Tmpfs")).entrySet().stream()
                      .map(it -> new TmpfsMount(it.getKey(), it.getValue()))
                      .toList())
          .onlyOn("linux")
          .summary("Memory to mount as an empty folder.")
          .example("/run:rw,noexec,size=65536k");

  /** Mounts memory as an empty folder, in place of another at the same path. */
  default R tmpfs(TmpfsMount mount) {
    return plus(TMPFS, mount);
  }

  /**
   * The same in docker's text form: {@code tmpfs("/run:rw,noexec,size=65536k")}, or the path alone
   * for the engine's options.
   */
  default R tmpfs(String text) {
    return withText(TMPFS, text);
  }

  Option<List<VolumesFrom>> VOLUMES_FROM =
      many("volumes-from", VolumesFrom::parse)
          .grammar("<container>[:ro|rw]")
          .sentAs("HostConfig.VolumesFrom", all -> each(all, VolumesFrom::toString))
          .summary("Other container whose volumes to mount too.")
          .example("archive:ro");

  /** Mounts the volumes of another container at the same paths. */
  default R volumesFrom(VolumesFrom container) {
    return plus(VOLUMES_FROM, container);
  }

  /** The same in docker's text form: {@code volumesFrom("archive:ro")}. */
  default R volumesFrom(String text) {
    return withText(VOLUMES_FROM, text);
  }

  Option<String> VOLUME_DRIVER =
      text("volume-driver")
          .grammar("<driver>")
          .byDefault("local")
          .sentAs("HostConfig.VolumeDriver")
          .summary("Driver of the volumes that --volume makes.")
          .example("local");

  /** Sets the driver of the volumes that {@link #volume} makes. It is not for {@link #mount}. */
  default R volumeDriver(String driver) {
    return with(VOLUME_DRIVER, driver);
  }

  Option<Boolean> READ_ONLY =
      toggle("read-only")
          .sentAs("HostConfig.ReadonlyRootfs")
          .onlyOn("linux")
          .summary("Mount the container's root read-only.")
          .example("true");

  /** Keeps the container from writing outside its volumes, mounts and {@code /dev/shm}. */
  default R readOnly() {
    return with(READ_ONLY, true);
  }

  Option<Map<String, String>> STORAGE_OPT =
      map("storage-opt", KeyValue::storageOption)
          .grammar("<key>=<value>")
          .sentAs("HostConfig.StorageOpt")
          .summary("Option of the storage driver, such as the size of the container's root.")
          .example("size=120G");

  /**
   * Sets an option of the storage driver. {@code size} is the one that several drivers know;
   * overlay2 needs XFS with project quotas for it.
   */
  default R storageOpt(String key, String value) {
    return plus(STORAGE_OPT, key, value);
  }

  /** The same in docker's text form: {@code storageOpt("size=120G")}. */
  default R storageOpt(String text) {
    return withText(STORAGE_OPT, text);
  }

  Option<Size> SHM_SIZE =
      one("shm-size", Size::parse)
          .grammar("<number>[<unit>]")
          .byDefault("64m")
          .sentAs("HostConfig.ShmSize", Size::bytes)
          .onlyOn("linux")
          .summary("Size of /dev/shm.")
          .example("128m");

  /**
   * Sets the size of {@code /dev/shm}.
   *
   * @param size more than 0
   */
  default R shmSize(Size size) {
    return with(SHM_SIZE, size);
  }

  /** The same in docker's text form: {@code shmSize("128m")}. */
  default R shmSize(String text) {
    return withText(SHM_SIZE, text);
  }

  Option<Boolean> USE_API_SOCKET =
      toggle("use-api-socket")
          .sentAs(
              (wanted, body) -> {
                if (wanted) {
                  body.put("HostConfig.Mounts", List.of(MountData.apiSocket()));
                }
              },
              "HostConfig.Mounts")
          .onlyOn("linux")
          .summary("Mount the engine's own socket, which gives the container power over the host.")
          .example("true");

  /** Mounts the engine's own socket. The container can then do to the host whatever root can. */
  default R useApiSocket() {
    return with(USE_API_SOCKET, true);
  }
}
