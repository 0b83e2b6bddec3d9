package io.containerrun.examples.published;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The calls that find or use a class, a member or a resource by a name or a list of all. */
final class Reflection {

  private static final Pattern REFLECTIVE =
      Pattern.compile(
          """
          java\\.lang\\.Class\\.(forName|newInstance|get(Declared)?(Method|Field|Constructor|Classe)s?\
          |getRecordComponents|getPermittedSubclasses|getNest\\w+|getEnclosing\\w+|getSigners\
          |getResource\\w*|arrayType|getEnumConstants)\
          |java\\.lang\\.(ClassLoader|Module)\\.(loadClass|get(System)?Resource\\w*|resources)\
          |java\\.lang\\.(System|Runtime)\\.load\\w*\
          |java\\.lang\\.reflect\\.(Method\\.invoke|Constructor\\.newInstance|Proxy\\.\\w+|Array\\.\\w+\
          |Field\\.[gs]et(Int|Long|Boolean|Byte|Char|Short|Float|Double)?|\\w+\\.(trySetAccessible|setAccessible))\
          |java\\.lang\\.invoke\\.(MethodHandles\\.\\w+|MethodHandles\\$Lookup\\.\\w+|VarHandle\\.\\w+)\
          |java\\.util\\.concurrent\\.atomic\\.Atomic\\w+FieldUpdater\\.newUpdater\
          |java\\.util\\.(ServiceLoader|ResourceBundle)\\.\\w+\
          |java\\.io\\.Object(In|Out)putStream\\.\\w+\
          |sun\\.misc\\.Unsafe\\.\\w+\
          |com\\.fasterxml\\.jackson\\.databind\\.Object(Mapper|Reader|Writer)\
          \\.(readValues?|writeValue\\w*|convertValue|updateValue|treeToValue|valueToTree|findAndRegister\\w+)\
          |com\\.fasterxml\\.jackson\\.core\\.JsonParser\\.readValue(s?)As\
          |org\\.junit\\.platform\\.commons\\.support\\.\\w+\\.\\w+""");

  private Reflection() {}

  /** The classes with such calls. */
  static Map<String, Set<String>> in(Map<String, ConstantPool> classes) {
    Map<String, Set<String>> found = new TreeMap<>();
    classes.forEach(
        (name, pool) -> {
          Set<String> calls =
              pool.calls().stream()
                  .filter(call -> REFLECTIVE.matcher(call).matches())
                  .collect(Collectors.toCollection(TreeSet::new));
          if (!calls.isEmpty()) {
            found.put(name, calls);
          }
        });
    return found;
  }
}
