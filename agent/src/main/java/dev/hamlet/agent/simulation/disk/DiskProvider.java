package dev.hamlet.agent.simulation.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Does on another provider's files what is asked on a simulated disk's, as long as it has room. */
final class DiskProvider extends FileSystemProvider {

  private static final String NOT_BY_URI = "a simulated disk has no address";

  private final BoardDisk disk;
  private final DiskFileSystem files;
  private final FileSystemProvider real;

  DiskProvider(BoardDisk disk, DiskFileSystem files, FileSystemProvider real) {
    this.disk = disk;
    this.files = files;
    this.real = real;
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  /** An empty file can be made on a full disk; its first byte finds no room. */
  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path file = DiskPath.real(path);
    return new DiskChannel(disk, real.newFileChannel(file, options, attributes), options);
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    Path made = DiskPath.real(folder);
    if (disk.isFull() && !Files.exists(made)) {
      throw new FileSystemException(made.toString(), null, BoardDisk.NO_SPACE);
    }
    real.createDirectory(made, attributes);
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    disk.needRoom();
    real.copy(DiskPath.real(source), DiskPath.real(target), options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    real.move(DiskPath.real(source), DiskPath.real(target), options);
  }

  @Override
  public void delete(Path path) throws IOException {
    real.delete(DiskPath.real(path));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> entries =
        real.newDirectoryStream(DiskPath.real(folder), entry -> filter.accept(files.wrap(entry)));
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return StreamSupport.stream(entries.spliterator(), false).map(files::wrap).iterator();
      }

      @Override
      public void close() throws IOException {
        entries.close();
      }
    };
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return real.isSameFile(DiskPath.real(path), DiskPath.real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return real.isHidden(DiskPath.real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return real.getFileStore(DiskPath.real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    real.checkAccess(DiskPath.real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return real.getFileAttributeView(DiskPath.real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return real.readAttributes(DiskPath.real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return real.readAttributes(DiskPath.real(path), attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    real.setAttribute(DiskPath.real(path), attribute, value, options);
  }

  @Override
  public String getScheme() {
    return "simulated-disk";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException(NOT_BY_URI);
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException(NOT_BY_URI);
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException(NOT_BY_URI);
  }
}
