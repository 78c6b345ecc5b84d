package dev.hamlet.common.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import java.io.IOException;

/**
 * Writes and reads manifests; equal manifests give equal bytes, so that equal bundles have equal
 * hashes.
 */
final class ManifestCodec {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private ManifestCodec() {}

  static byte[] write(Manifest manifest) {
    try {
      return JSON.writerFor(Manifest.class).writeValueAsBytes(manifest);
    } catch (JsonProcessingException e) {
      throw new HamletException(ErrorCode.INTERNAL, "manifest cannot be written", e);
    }
  }

  static Manifest read(byte[] json, String origin) {
    try {
      return JSON.readValue(json, Manifest.class);
    } catch (IOException e) {
      throw new HamletException(ErrorCode.DATA_LOSS, origin + ": its manifest cannot be read", e);
    }
  }
}
