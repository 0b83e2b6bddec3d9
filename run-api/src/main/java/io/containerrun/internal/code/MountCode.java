package io.containerrun.internal.code;

import io.containerrun.value.Mount;
import io.containerrun.value.TmpfsMount;
import io.containerrun.value.VolumeMount;
import io.containerrun.value.VolumesFrom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Code of volumes and mounts. */
final class MountCode {

  private static final String READ_ONLY = "readOnly";
  private static final String SUBPATH = "subpath";

  private MountCode() {}

  static @Nullable Expression write(Object value) {
    if (value instanceof Mount.Bind bind) {
      return bind(bind);
    }
    if (value instanceof Mount.Volume volume) {
      return volume(volume);
    }
    if (value instanceof Mount.Tmpfs tmpfs) {
      return tmpfs(tmpfs);
    }
    if (value instanceof Mount.Image image) {
      return start(image)
          .each(SUBPATH, List.of(image.subpath()))
          .when(image.isReadOnly(), READ_ONLY);
    }
    if (value instanceof Mount.Other other) {
      // A type that this library does not know has no factory.
      boolean known = List.of("npipe", "cluster").contains(other.type());
      return known ? start(other).when(other.isReadOnly(), READ_ONLY) : null;
    }
    if (value instanceof VolumeMount volume) {
      return volume(volume);
    }
    if (value instanceof VolumesFrom other) {
      return Expression.of(VolumesFrom.class, "container", other.container())
          .when(other.mode().equals("ro"), READ_ONLY);
    }
    return value instanceof TmpfsMount mount
        ? Expression.of(TmpfsMount.class, "at", mount.destination())
            .each("options", List.of(mount.options()))
        : null;
  }

  private static Expression start(Mount mount) {
    return Expression.of(Mount.class, mount.type(), mount.source()).then("at", mount.target());
  }

  private static Expression bind(Mount.Bind bind) {
    boolean special = bind.readOnlyNonRecursive() || bind.readOnlyForceRecursive();
    return start(bind)
        .each("consistency", List.of(bind.consistency()))
        .each("propagation", List.of(bind.readOnlyForceRecursive() ? "" : bind.propagation()))
        .when(bind.createSource(), "creatingSource")
        .when(bind.nonRecursive(), "withoutSubmounts")
        .when(bind.readOnlyNonRecursive(), "readOnlyWithWritableSubmounts")
        .when(bind.readOnlyForceRecursive(), "readOnlyWithSubmounts")
        .when(bind.isReadOnly() && !special, READ_ONLY);
  }

  private static Expression volume(Mount.Volume volume) {
    Expression start =
        volume.source().isEmpty()
            ? Expression.of(Mount.class, "anonymousVolume", volume.target())
            : start(volume);
    return start
        .when(volume.noCopy(), "withoutCopy")
        .each("label", volume.labels())
        .each("driver", List.of(volume.driver()))
        .each("option", volume.driverOptions())
        .each(SUBPATH, List.of(volume.subpath()))
        .when(volume.isReadOnly(), READ_ONLY);
  }

  private static Expression tmpfs(Mount.Tmpfs tmpfs) {
    Expression start =
        Expression.of(Mount.class, "tmpfs", tmpfs.target())
            .when(tmpfs.size().bytes() > 0, "size", tmpfs.size());
    if (tmpfs.mode() > 0) {
      // Permission bits are read in octal, where a number in a call is written in decimal.
      String suffix = tmpfs.mode() > Integer.MAX_VALUE ? "L" : "";
      String bits = "0" + Long.toOctalString(tmpfs.mode()) + suffix;
      Object value = start.then("mode", tmpfs.mode()).value();
      start = new Expression(value, start.code() + ".mode(" + bits + ")");
    }
    return start.when(tmpfs.isReadOnly(), READ_ONLY);
  }

  private static Expression volume(VolumeMount volume) {
    Expression plain;
    if (volume.isAnonymous()) {
      plain = Expression.of(VolumeMount.class, "anonymous", volume.destination());
    } else {
      String factory = volume.isBind() ? "bind" : "named";
      plain = Expression.of(VolumeMount.class, factory, volume.source(), volume.destination());
    }
    boolean readOnly = volume.mode().matches("ro(,.*)?");
    String rest = readOnly ? volume.mode().replaceFirst("ro,?", "") : volume.mode();
    return plain.when(readOnly, READ_ONLY).each("mode", List.of(rest));
  }
}
