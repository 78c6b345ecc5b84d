package dev.hamlet.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A folder that Hamlet writes to: may it, is there room, and does the folder outlive a reboot.
 *
 * @param name what the folder is for
 * @param folder where; it need not exist yet
 * @param leastBytes below that Hamlet does not work
 * @param enoughBytes what its budgets ask for
 */
record DiskCheck(String name, Path folder, long leastBytes, long enoughBytes) implements Check {

  @Override
  public List<Finding> look() {
    Path there = existing(folder.toAbsolutePath());
    if (!Files.isWritable(there)) {
      return List.of(
          Finding.fail(
              name,
              "this user may not write to " + there,
              "start doctor as Hamlet's user; if it is that, chown the folder or name another"));
    }
    return List.of(room(there));
  }

  private Finding room(Path there) {
    long bytes = there.toFile().getUsableSpace();
    String found = "%s has %s free".formatted(folder, gib(bytes));
    if (bytes < leastBytes) {
      return Finding.fail(name, found, "make room: at least " + gib(leastBytes) + " are needed");
    }
    if (type(there).equals("tmpfs")) {
      return Finding.warn(
          name, found + ", in memory", "what is there does not outlive a reboot: use a disk");
    }
    return bytes < enoughBytes
        ? Finding.warn(
            name, found, "budgets ask for " + gib(enoughBytes) + ": make room, or lower them")
        : Finding.ok(name, found);
  }

  /** Empty where the mounts are not to be seen, as in a chroot. */
  private static String type(Path there) {
    try {
      return Files.getFileStore(there).type();
    } catch (IOException ignored) {
      // It only decides on a warning.
      return "";
    }
  }

  private static Path existing(Path folder) {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
