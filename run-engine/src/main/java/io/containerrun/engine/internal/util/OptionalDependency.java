package io.containerrun.engine.internal.util;

/**
 * Says which dependency is missing. A class that needs one calls this first in its static
 * initializer: its own methods run later, and an error of the virtual machine names a class alone.
 */
public final class OptionalDependency {

  private OptionalDependency() {}

  /**
   * Checks that a dependency is present.
   *
   * @param user the name of the class that needs it
   * @param type a class of the dependency
   * @param artifact its group and artifact
   * @param version the oldest version that is enough
   * @throws NoClassDefFoundError if the dependency is absent
   */
  public static void require(String user, String type, String artifact, String version) {
    try {
      Class.forName(type, false, OptionalDependency.class.getClassLoader());
    } catch (ClassNotFoundException absent) {
      NoClassDefFoundError named =
          new NoClassDefFoundError(
              user
                  + " needs a dependency that is optional and not there: add "
                  + artifact
                  + " of version "
                  + version
                  + " or newer");
      named.initCause(absent);
      throw named;
    }
  }
}
