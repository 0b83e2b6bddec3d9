/** A container run as an immutable, typed value: options, rules and command lines. */
@org.jspecify.annotations.NullMarked
module io.containerrun.api {
  requires static transitive org.jspecify;

  exports io.containerrun;
  exports io.containerrun.value;
}
