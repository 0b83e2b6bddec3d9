/** Executes container runs on a Docker-compatible engine. */
@org.jspecify.annotations.NullMarked
module io.containerrun.engine {
  requires transitive io.containerrun.api;
  requires static transitive org.jspecify;
  requires transitive com.fasterxml.jackson.databind;
  requires org.apache.commons.compress;
  requires org.slf4j;

  exports io.containerrun.engine;
}
