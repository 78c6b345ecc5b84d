package dev.hamlet.agent.simulation.disk;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/** A path on a simulated disk: a real one that remembers which disk it belongs to. */
record DiskPath(DiskFileSystem disk, Path real) implements Path {

  /** The real path of one that may be on a disk. */
  static Path real(Path path) {
    return path instanceof DiskPath on ? on.real : path;
  }

  private @Nullable Path on(@Nullable Path path) {
    return path == null ? null : disk.wrap(path);
  }

  @Override
  public FileSystem getFileSystem() {
    return disk;
  }

  @Override
  public boolean isAbsolute() {
    return real.isAbsolute();
  }

  @Override
  public @Nullable Path getRoot() {
    return on(real.getRoot());
  }

  @Override
  public @Nullable Path getFileName() {
    return on(real.getFileName());
  }

  @Override
  public @Nullable Path getParent() {
    return on(real.getParent());
  }

  @Override
  public int getNameCount() {
    return real.getNameCount();
  }

  @Override
  public Path getName(int index) {
    return disk.wrap(real.getName(index));
  }

  @Override
  public Path subpath(int beginIndex, int endIndex) {
    return disk.wrap(real.subpath(beginIndex, endIndex));
  }

  @Override
  public boolean startsWith(Path other) {
    return real.startsWith(real(other));
  }

  @Override
  public boolean endsWith(Path other) {
    return real.endsWith(real(other));
  }

  @Override
  public Path normalize() {
    return disk.wrap(real.normalize());
  }

  @Override
  public Path resolve(Path other) {
    return disk.wrap(real.resolve(real(other)));
  }

  @Override
  public Path relativize(Path other) {
    return disk.wrap(real.relativize(real(other)));
  }

  @Override
  public URI toUri() {
    return real.toUri();
  }

  @Override
  public Path toAbsolutePath() {
    return disk.wrap(real.toAbsolutePath());
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    return disk.wrap(real.toRealPath(options));
  }

  /** For looking only: what is written through it is written past the disk. */
  @Override
  public File toFile() {
    return real.toFile();
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
      throws IOException {
    return real.register(watcher, events, modifiers);
  }

  @Override
  public int compareTo(Path other) {
    return real.compareTo(real(other));
  }

  @Override
  public String toString() {
    return real.toString();
  }
}
