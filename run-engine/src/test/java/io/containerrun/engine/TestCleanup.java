package io.containerrun.engine;

import io.containerrun.engine.internal.http.Request;

/** Removes what a test left behind on purpose. */
final class TestCleanup {

  private TestCleanup() {}

  static void remove(String id) {
    RawEngine.send(Request.delete("/containers/" + id + "?force=1&v=1"));
  }

  static void removeImage(String name) {
    RawEngine.send(Request.delete("/images/" + name + "?force=1"));
  }
}
