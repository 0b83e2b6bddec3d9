package io.containerrun;

import io.containerrun.internal.text.Secrets;

/** A {@code docker run} line that cannot be read. */
public final class CommandLineException extends ContainerRunException {

  private static final long serialVersionUID = 1L;

  private final String word;
  private final int position;

  CommandLineException(String message, String word, int position) {
    super(Secrets.masked(message));
    this.word = Secrets.masked(word);
    this.position = position;
  }

  /** The word that could not be read, without the value of an environment variable. */
  public String word() {
    return word;
  }

  /** As {@code docker run} does: 0 for a line that asks for help, 1 for one without an image. */
  @Override
  public int exitStatus() {
    if (word.equals("--help")) {
      return 0;
    }
    return position == 0 ? 1 : 125;
  }

  /** The position of the word: 1 for the first; 0 where no single word is at fault. */
  public int position() {
    return position;
  }
}
