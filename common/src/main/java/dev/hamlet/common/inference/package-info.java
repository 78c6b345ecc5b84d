/** What a model did and when: phases of a trial and spans of its inferences. */
@NullMarked
package dev.hamlet.common.inference;

import org.jspecify.annotations.NullMarked;
