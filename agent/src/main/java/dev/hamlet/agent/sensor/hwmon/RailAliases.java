package dev.hamlet.agent.sensor.hwmon;

import java.util.Map;

/** Names of TX2 rails: mainline's device tree calls some otherwise than L4T. Ours are L4T's. */
public final class RailAliases {

  private static final Map<String, String> L4T_OF_MAINLINE =
      Map.of(
          "VDD_3V8_WIFI", "VDD_4V0_WIFI",
          "VDD_5V0_DDR", "VDD_SYS_DDR",
          "VDD_M2_IN", "VDD_3V3_SYS_M2");

  private RailAliases() {}

  /** L4T's name of a rail; the name itself where both agree or it is not of a TX2. */
  public static String canonical(String name) {
    return L4T_OF_MAINLINE.getOrDefault(name, name);
  }
}
