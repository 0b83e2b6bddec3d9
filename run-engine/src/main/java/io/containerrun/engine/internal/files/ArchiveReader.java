package io.containerrun.engine.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of an untrusted tar archive. Memory holds one entry at a time and a bounded
 * description of it, whatever the archive says. Used by one thread.
 */
final class ArchiveReader {

  /** The limit of Go's reader, with which engines read archives. */
  private static final int MOST_METADATA = 1 << 20;

  private static final long MOST_CONTENT = 1L << 60;
  private static final long MOST_ID = 0xffffffffL;

  private final InputStream archive;
  private final byte[] skipped = new byte[1 << 13];
  private final PaxRecords global = PaxRecords.none();
  private long left;
  private long padding;

  ArchiveReader(InputStream archive) {
    this.archive = archive;
  }

  /**
   * Moves to the next entry.
   *
   * @return null at the end of the archive
   * @throws IOException if the archive cannot be read
   */
  @Nullable ArchiveEntry next() throws IOException {
    skipRest();
    PaxRecords own = PaxRecords.none();
    while (true) {
      TarHeader header = header();
      if (header == null) {
        return null;
      }
      switch (header.type()) {
        case 'g' -> global.add(metadata(header));
        case 'x', 'X' -> own.add(metadata(header));
        case 'L' -> own.path(name(metadata(header)));
        case 'K' -> own.linkPath(name(metadata(header)));
        default -> {
          return entry(header, global.with(own));
        }
      }
    }
  }

  private @Nullable TarHeader header() throws IOException {
    byte[] block = archive.readNBytes(TarHeader.BLOCK);
    if (block.length > 0 && block.length < TarHeader.BLOCK) {
      throw truncated();
    }
    TarHeader header = new TarHeader(block);
    if (block.length == 0 || header.isEnd()) {
      return null;
    }
    header.requireIntact();
    return header;
  }

  private byte[] metadata(TarHeader header) throws IOException {
    begin(header.size());
    if (left > MOST_METADATA) {
      throw Extraction.rejected(
          "the archive has a name or an extended header of "
              + left
              + " bytes; at most "
              + MOST_METADATA
              + " are read");
    }
    byte[] bytes = archive.readNBytes((int) left);
    if (bytes.length < left) {
      throw truncated();
    }
    left = 0;
    skipRest();
    return bytes;
  }

  private static String name(byte[] metadata) throws IOException {
    int end = 0;
    while (end < metadata.length && metadata[end] != 0) {
      end++;
    }
    return TarHeader.text(metadata, 0, end);
  }

  private ArchiveEntry entry(TarHeader header, PaxRecords records) throws IOException {
    String name = records.pathOr(header.name());
    ArchiveEntry.Kind kind =
        records.isSparse() ? ArchiveEntry.Kind.OTHER : kind(header.type(), name);
    boolean file = kind == ArchiveEntry.Kind.FILE;
    begin(file ? records.numberOr("size", header.size()) : 0);
    boolean link = kind == ArchiveEntry.Kind.LINK || kind == ArchiveEntry.Kind.HARD_LINK;
    String linkName = link ? records.linkPathOr(header.linkName()) : "";
    return new ArchiveEntry(kind, name, linkName, attributes(header, records));
  }

  private static ArchiveEntry.Attributes attributes(TarHeader header, PaxRecords records)
      throws IOException {
    return new ArchiveEntry.Attributes(
        header.mode(),
        FileTime.from(records.modifiedOr(header.modified())),
        id(records.numberOr("uid", header.uid())),
        id(records.numberOr("gid", header.gid())));
  }

  /** Archives of old programs mark folders by a slash only. */
  private static ArchiveEntry.Kind kind(char type, String name) {
    return switch (type) {
      case '0', '7', 0 -> name.endsWith("/") ? ArchiveEntry.Kind.FOLDER : ArchiveEntry.Kind.FILE;
      case '1' -> ArchiveEntry.Kind.HARD_LINK;
      case '2' -> ArchiveEntry.Kind.LINK;
      case '5' -> ArchiveEntry.Kind.FOLDER;
      default -> ArchiveEntry.Kind.OTHER;
    };
  }

  private static int id(long number) throws IOException {
    if (number < 0 || number > MOST_ID) {
      throw new IOException("the archive has a file of the user or group " + number);
    }
    return (int) number;
  }

  private void begin(long size) throws IOException {
    if (size < 0 || size > MOST_CONTENT) {
      throw new IOException("the archive has an entry of " + size + " bytes");
    }
    left = size;
    padding = -size & (TarHeader.BLOCK - 1);
  }

  private void skipRest() throws IOException {
    long more = left + padding;
    left = 0;
    padding = 0;
    while (more > 0) {
      int read = archive.read(skipped, 0, (int) Math.min(skipped.length, more));
      if (read < 0) {
        throw truncated();
      }
      more -= read;
    }
  }

  /** The bytes of the current entry. */
  InputStream content() {
    return new Content();
  }

  private static IOException truncated() {
    return new IOException("the archive is truncated");
  }

  private final class Content extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int start, int most) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = archive.read(target, start, (int) Math.min(most, left));
      if (count < 0) {
        throw truncated();
      }
      left -= count;
      return count;
    }
  }
}
