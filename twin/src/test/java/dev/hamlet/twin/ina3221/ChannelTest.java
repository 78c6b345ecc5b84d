package dev.hamlet.twin.ina3221;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.twin.power.BoardRail;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChannelTest {

  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void reading_hasTheStepsAndTheTruncationOfTheDriver() {
    Channel channel = channel(ChannelErrors.NONE, ConfigWord.FASTEST);
    channel.convertBus();
    // 1.9 W at 19.1 V through 20 milliohms: 1989.5 uV = 50 steps of 40 uV = 100 mA
    channel.convertShunt(1.9, random);

    assertThat(channel.millivolts()).isEqualTo(19_104);
    assertThat(channel.milliamps()).isEqualTo(100);
    assertThat(channel.milliwatts()).isEqualTo(1910);
  }

  @Test
  void offsetAndGain_appearAsTheDataSheetDefinesThem() {
    Channel channel = channel(new ChannelErrors(80, 0.0025, 16, 0, 0), ConfigWord.FASTEST);
    channel.convertBus();
    channel.convertShunt(19.1, random);

    // 1 A x 20 milliohms = 20,000 uV; + 0.25 % + 80 uV = 20,130 uV = 503 steps
    assertThat(channel.milliamps()).isEqualTo(503 * 2);
    assertThat(channel.millivolts()).isEqualTo(19_120);
  }

  @Test
  void averaging_followsTheExponentialFilter() {
    Channel channel = channel(ChannelErrors.NONE, new ConfigWord(0x7727));
    channel.convertBus();
    channel.convertShunt(0, random);
    for (int i = 0; i < 64; i++) {
      channel.convertShunt(19.1, random);
    }

    // 1 A x (1 - (63/64)^64) = 635 mA, to the nearest step of 2 mA
    assertThat((double) channel.milliamps())
        .isCloseTo(1000 * (1 - Math.pow(63.0 / 64, 64)), within(1.0));
  }

  @Test
  void noise_hasTheStatedSpreadAndShrinksWithLongerConversions() {
    assertThat(spreadMilliamps(ConfigWord.FASTEST)).isCloseTo(1.15, within(0.2));
    assertThat(spreadMilliamps(new ConfigWord(0x7127))).isLessThan(0.95);
  }

  @Test
  void drawnErrors_stayWithinTheDataSheet() {
    for (int i = 0; i < 1_000; i++) {
      assertWithinLimits(ErrorDraw.TYPICAL.draw(random));
      assertWithinLimits(ErrorDraw.RECTANGULAR.draw(random));
    }
  }

  @Test
  void rectangularDraw_fillsTheLimitsEvenly() {
    double squares = 0;
    for (int i = 0; i < 4_000; i++) {
      double microvolts = ErrorDraw.RECTANGULAR.draw(random).shuntOffsetMicrovolts();
      squares += microvolts * microvolts;
    }

    // variance of a uniform draw is limit^2 / 3; its estimate spreads by sqrt(4/5 / 4,000) = 1.4 %
    assertThat(squares / 4_000).isCloseTo(80 * 80 / 3.0, within(0.06 * 80 * 80 / 3));
  }

  @Test
  void shuntTolerance_isMultipliedWithTheGain() {
    Channel channel = channel(new ChannelErrors(0, 0.0025, 0, 0, 0, 0.01), ConfigWord.FASTEST);
    channel.convertShunt(19.1, random);

    // 20,000 uV x 1.0025 x 1.01 = 20,250.5 uV = 506 steps of 2 mA
    assertThat(channel.milliamps()).isEqualTo(506 * 2);
  }

  @Test
  void currentThatFlowsBack_isNegativeInTheRegister() {
    Channel channel = channel(new ChannelErrors(-80, 0, 0, 0, 0), ConfigWord.FASTEST);
    channel.convertBus();
    channel.convertShunt(0.0286, random);

    // 30 uV - 80 uV = -50 uV: -1.25 steps, to the nearest: -1 in bits 15-3
    assertThat(channel.shuntRegister()).isEqualTo((short) 0xfff8);
    assertThat(channel.milliamps()).isEqualTo(-2);
    assertThat(channel.milliwatts()).isEqualTo(-38);
  }

  @Test
  void greatestVoltage_isTheGreatestCode() {
    Channel channel = channel(ChannelErrors.NONE, ConfigWord.FASTEST);
    channel.convertShunt(1_000, random);

    // 13 bits with sign: 4095 steps of 40 uV = 163.8 mV
    assertThat(channel.shuntRegister()).isEqualTo((short) 0x7ff8);
    assertThat(channel.milliamps()).isEqualTo(8_190);
  }

  /** 20 uV of noise are 1 mA at 20 milliohms; rounding to 2 mA adds 2 / sqrt(12), in squares. */
  private double spreadMilliamps(ConfigWord config) {
    Channel channel = channel(new ChannelErrors(0, 0, 0, 0, 20), config);
    double sum = 0;
    double squares = 0;
    int conversions = 4_000;
    for (int i = 0; i < conversions; i++) {
      channel.convertShunt(1.9, random);
      sum += channel.milliamps();
      squares += (double) channel.milliamps() * channel.milliamps();
    }
    double mean = sum / conversions;
    return Math.sqrt(squares / conversions - mean * mean);
  }

  private static void assertWithinLimits(ChannelErrors errors) {
    assertThat(Math.abs(errors.shuntOffsetMicrovolts())).isLessThanOrEqualTo(80);
    assertThat(Math.abs(errors.shuntGain())).isLessThanOrEqualTo(0.0025);
    assertThat(Math.abs(errors.busOffsetMillivolts())).isLessThanOrEqualTo(16);
    assertThat(Math.abs(errors.busGain())).isLessThanOrEqualTo(0.0025);
    assertThat(Math.abs(errors.shuntTolerance())).isLessThanOrEqualTo(0.01);
  }

  private static Channel channel(ChannelErrors errors, ConfigWord config) {
    return new Channel(BoardRail.VDD_IN, errors, config);
  }
}
