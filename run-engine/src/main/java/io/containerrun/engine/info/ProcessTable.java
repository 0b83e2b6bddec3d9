package io.containerrun.engine.info;

import java.util.List;

/**
 * The processes of a container, as {@code ps} lists them on the engine's host.
 *
 * @param titles of the columns, such as {@code PID}
 * @param rows one for each process, with as many texts as there are titles
 * @since 0.1.0
 */
public record ProcessTable(List<String> titles, List<List<String>> rows) {

  /** Copies the lists. */
  public ProcessTable {
    titles = List.copyOf(titles);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /**
   * One column, from the first process to the last.
   *
   * @param title such as {@code CMD}
   * @throws IllegalArgumentException if there is no such column
   */
  public List<String> column(String title) {
    int index = titles.indexOf(title);
    if (index < 0) {
      throw new IllegalArgumentException("no column " + title + ": use one of " + titles);
    }
    return rows.stream().map(row -> row.get(index)).toList();
  }
}
