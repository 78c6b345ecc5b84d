/**
 * Files that hold the backup of a coordinator: a zip of its data folder and, as the last entry, a
 * manifest with the hash of each file. A file that breaks off has no manifest and is refused.
 */
@NullMarked
package dev.hamlet.cli.backup;

import org.jspecify.annotations.NullMarked;
