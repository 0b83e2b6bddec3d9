package io.containerrun.engine.testing;

import io.containerrun.engine.internal.http.Request;

/** Removes what a test left behind on purpose. */
public final class TestCleanup {

  private TestCleanup() {}

  public static void remove(String id) {
    RawEngine.send(Request.delete("/containers/" + id + "?force=1&v=1"));
  }

  public static void removeImage(String name) {
    RawEngine.send(Request.delete("/images/" + name + "?force=1"));
  }
}
