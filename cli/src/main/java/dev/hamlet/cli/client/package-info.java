/** A coordinator as its operator sees it, over gRPC. */
@NullMarked
package dev.hamlet.cli.client;

import org.jspecify.annotations.NullMarked;
