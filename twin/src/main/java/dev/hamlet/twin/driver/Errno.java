package dev.hamlet.twin.driver;

/** Why a file of a simulated board could not be read or written. */
public enum Errno {
  /** There is no such file. */
  ENOENT,
  /** Not ready: ask again. */
  EAGAIN,
  /** The device does not answer, or the driver was shut down. */
  EIO,
  /** The channel is switched off. */
  ENODATA,
  /** The caller may not. */
  EACCES,
  /** The text is not a value that the file takes. */
  EINVAL,
  /** It is a folder. */
  EISDIR
}
