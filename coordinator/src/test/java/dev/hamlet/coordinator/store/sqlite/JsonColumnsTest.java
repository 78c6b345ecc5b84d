package dev.hamlet.coordinator.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hamlet.common.power.Rail;
import dev.hamlet.common.power.RailScope;
import dev.hamlet.common.power.SensorFacts;
import dev.hamlet.common.power.SensorGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonColumnsTest {

  @Test
  void sensorStoredByAnEarlierVersion_isReadWithWhatIsMissingNotKnown() throws Exception {
    String row =
        """
        {"sensor":"0-0041","group":"module","kind":"twin","simulated":true,"nominalRateHz":1000.0,
         "refreshRateHz":1190.5,"timeConstantNs":0,"lagNs":420000,
         "rails":[{"name":"VDD_IN","scope":"SUPPLY","resolutionWatts":0.0765}]}
        """;

    SensorGroup read = new ObjectMapper().readValue(row, SensorGroup.class);

    assertThat(read)
        .isEqualTo(
            new SensorGroup(
                "0-0041",
                "module",
                "twin",
                true,
                1000,
                1190.5,
                0,
                420_000,
                List.of(new Rail("VDD_IN", RailScope.SUPPLY, 0.0765)),
                SensorFacts.UNKNOWN));
  }

  @Test
  void unknownFacts_surviveTheColumn() throws Exception {
    String text = String.valueOf(JsonColumns.write(SensorFacts.UNKNOWN));

    assertThat(new ObjectMapper().readValue(text, SensorFacts.class))
        .isEqualTo(SensorFacts.UNKNOWN);
  }
}
