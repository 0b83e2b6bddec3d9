package io.containerrun.engine.internal.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A tar archive of files, created while it is read; memory holds only a part of one file at a time.
 * Used by one thread.
 */
final class ContextArchive extends InputStream {

  private static final int PIECE = 1 << 16;
  private static final int BLOCK = 512;

  private final Iterator<? extends ContextFile> files;
  private final Pieces pieces = new Pieces();
  private final TarArchiveOutputStream tar;
  private InputStream source = InputStream.nullInputStream();
  private String name = "";
  private long left = -1;
  private boolean finished;

  ContextArchive(Iterator<? extends ContextFile> files) {
    this.files = files;
    this.tar = new TarArchiveOutputStream(pieces, BLOCK, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int start, int most) throws IOException {
    while (pieces.isEmpty()) {
      if (finished) {
        return -1;
      }
      advance();
    }
    return pieces.take(target, start, most);
  }

  private void advance() throws IOException {
    try {
      if (left >= 0) {
        copy();
      } else if (files.hasNext()) {
        start(files.next());
      } else {
        tar.finish();
        finished = true;
      }
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private void start(ContextFile file) throws IOException {
    TarArchiveEntry entry = file.entry();
    name = file.name();
    source = file.open();
    left = entry.getSize();
    tar.putArchiveEntry(entry);
  }

  private void copy() throws IOException {
    byte[] piece = source.readNBytes((int) Math.min(PIECE, left));
    if (piece.length == 0 && left > 0) {
      throw new IOException("cannot read " + name + ": it was truncated while it was sent");
    }
    tar.write(piece);
    left -= piece.length;
    if (left == 0) {
      source.close();
      left = -1;
      tar.closeArchiveEntry();
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /** The bytes written and not yet read. */
  private static final class Pieces extends ByteArrayOutputStream {
    private int taken;

    boolean isEmpty() {
      return taken == count;
    }

    int take(byte[] target, int start, int most) {
      int length = Math.min(most, count - taken);
      System.arraycopy(buf, taken, target, start, length);
      taken += length;
      if (taken == count) {
        taken = 0;
        reset();
      }
      return length;
    }
  }
}
