package dev.hamlet.agent.sysfs;

/** What a read or a write of a kernel's file came to. */
public enum SysfsOutcome {
  /** It worked, and there is at least one byte. */
  OK,
  /** The driver has no value at present: EAGAIN, or an answer of no bytes. */
  NOT_READY,
  /** The driver has no data for this file, for instance of a disabled channel: ENODATA. */
  NO_DATA,
  /** There is no such file: ENOENT, ENXIO, ENODEV. */
  MISSING,
  /** This process may not: EACCES, EPERM, EROFS. */
  REFUSED,
  /** The driver does not take this value: EINVAL and the like. */
  INVALID,
  /** It failed: EIO, a timeout, anything else. */
  FAILED
}
