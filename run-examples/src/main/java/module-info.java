/** One program for each task, on the exported packages alone. */
@org.jspecify.annotations.NullMarked
module io.containerrun.examples {
  requires io.containerrun.engine;
  requires static org.jspecify;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires java.net.http;
}
