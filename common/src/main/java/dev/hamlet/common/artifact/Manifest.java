package dev.hamlet.common.artifact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a bundle holds: the first entry of the bundle, as JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ModelManifest.class, name = "model"),
  @JsonSubTypes.Type(value = InputSetManifest.class, name = "input_set")
})
public sealed interface Manifest permits ModelManifest, InputSetManifest {}
