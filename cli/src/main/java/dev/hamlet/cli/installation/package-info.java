/** Where the distribution lies, where the cache is, and how its programs are started. */
@NullMarked
package dev.hamlet.cli.installation;

import org.jspecify.annotations.NullMarked;
