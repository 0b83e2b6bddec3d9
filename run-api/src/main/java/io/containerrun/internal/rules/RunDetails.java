package io.containerrun.internal.rules;

import io.containerrun.ApiVersion;
import io.containerrun.Option;
import java.util.List;
import java.util.Optional;

/** What rules need of a run beyond its public face. */
public interface RunDetails {

  /** The words of an option on a command line, with secrets masked; none where it is not set. */
  List<String> maskedWords(Option<?> option);

  /** The same for messages: one text for each time that the flag stands there, values quoted. */
  List<String> shown(Option<?> option);

  /** The command, quoted, with secrets masked. */
  String shownCommand();

  /** The lines of the files that an option names, once the run is resolved. */
  List<String> content(Option<?> option);

  /** The texts of the occurrences of an option, with secrets spelled out. */
  List<String> texts(Option<?> option);

  /** The first version of the API that knows an option and the value that it is set to. */
  Optional<ApiVersion> since(Option<?> option);
}
