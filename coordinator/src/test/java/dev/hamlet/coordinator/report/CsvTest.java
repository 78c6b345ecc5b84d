package dev.hamlet.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvTest {

  @Test
  void fields_areQuotedWhereTheyMustBe() {
    CsvTable<String> table = new CsvTable<>();
    table.column("a,b", text -> text).column("n", text -> Double.NaN).column("x", text -> null);

    assertThat(table.write(List.of("plain", "a,b", "say \"no\"", "two\nlines")))
        .isEqualTo(
            "\"a,b\",n,x\r\nplain,,\r\n\"a,b\",,\r\n\"say \"\"no\"\"\",,\r\n\"two\nlines\",,\r\n");
  }

  @Test
  void trials_haveOneRowEachValidOrNot() {
    List<String> lines = TrialsCsv.build(ReportValues.data()).lines().toList();

    assertThat(lines).hasSize(1 + 10);
    assertThat(lines.get(1))
        .startsWith("e-1,cell-1,lenet,baseline,twin-1,tensorflow,1,,MAXN,3,module,true,1,1,valid,,")
        .contains(",0.05,3.0,");
    assertThat(lines.get(4)).contains("invalid,\"samples are missing, \"\"0.2 s\"\" in all\",100");
    assertThat(lines.get(5)).contains("failed,it died,,,,");
  }

  @Test
  void everyRow_hasAsManyFieldsAsTheHeader() {
    for (String text :
        List.of(CellsCsv.build(ReportValues.data()), TrialsCsv.build(ReportValues.data()))) {
      List<String> lines = text.lines().toList();
      long commas = commas(lines.get(0));
      assertThat(lines).allMatch(line -> commas(line) == commas);
    }
  }

  @Test
  void cells_haveOneRowEach() {
    List<String> lines = CellsCsv.build(ReportValues.data()).lines().toList();

    assertThat(lines).hasSize(1 + 3);
    assertThat(lines.get(1)).contains(",converged,both within 5 %,3,1,1,0.011");
    assertThat(lines.get(3)).contains(",waiting,,0,0,0,,");
  }

  /** Commas outside quotes. */
  private static long commas(String line) {
    return line.replaceAll("\"(?:[^\"]|\"\")*\"", "").chars().filter(c -> c == ',').count();
  }
}
