/** Content-addressed bundles: models and input sets, packed, verified, unpacked. */
@NullMarked
package dev.hamlet.common.artifact;

import org.jspecify.annotations.NullMarked;
