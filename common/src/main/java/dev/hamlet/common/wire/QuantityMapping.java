package dev.hamlet.common.wire;

import dev.hamlet.common.power.BaseUnit;
import dev.hamlet.common.power.Quantity;

/** What a column holds, as value and message. */
final class QuantityMapping {

  private QuantityMapping() {}

  static dev.hamlet.proto.v1.Quantity toMessage(Quantity quantity) {
    return switch (quantity) {
      case POWER -> dev.hamlet.proto.v1.Quantity.QUANTITY_POWER;
      case VOLTAGE -> dev.hamlet.proto.v1.Quantity.QUANTITY_VOLTAGE;
      case CURRENT -> dev.hamlet.proto.v1.Quantity.QUANTITY_CURRENT;
      case CUMULATIVE_ENERGY -> dev.hamlet.proto.v1.Quantity.QUANTITY_CUMULATIVE_ENERGY;
    };
  }

  static Quantity fromMessage(dev.hamlet.proto.v1.Quantity quantity) {
    return switch (quantity) {
      case QUANTITY_POWER -> Quantity.POWER;
      case QUANTITY_VOLTAGE -> Quantity.VOLTAGE;
      case QUANTITY_CURRENT -> Quantity.CURRENT;
      case QUANTITY_CUMULATIVE_ENERGY -> Quantity.CUMULATIVE_ENERGY;
      case QUANTITY_UNSPECIFIED, UNRECOGNIZED ->
          throw Bounds.refusal("has a column of an unknown quantity");
    };
  }

  static dev.hamlet.proto.v1.BaseUnit toMessage(BaseUnit unit) {
    return switch (unit) {
      case WATT -> dev.hamlet.proto.v1.BaseUnit.BASE_UNIT_WATT;
      case VOLT -> dev.hamlet.proto.v1.BaseUnit.BASE_UNIT_VOLT;
      case AMPERE -> dev.hamlet.proto.v1.BaseUnit.BASE_UNIT_AMPERE;
      case JOULE -> dev.hamlet.proto.v1.BaseUnit.BASE_UNIT_JOULE;
    };
  }

  static BaseUnit fromMessage(dev.hamlet.proto.v1.BaseUnit unit) {
    return switch (unit) {
      case BASE_UNIT_WATT -> BaseUnit.WATT;
      case BASE_UNIT_VOLT -> BaseUnit.VOLT;
      case BASE_UNIT_AMPERE -> BaseUnit.AMPERE;
      case BASE_UNIT_JOULE -> BaseUnit.JOULE;
      case BASE_UNIT_UNSPECIFIED, UNRECOGNIZED ->
          throw Bounds.refusal("has a column of an unknown unit");
    };
  }
}
