package dev.hamlet.cli.process;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.hamlet.agent.log.LastLines;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Keeps the last lines that this process logs, as they go to the error stream. */
public final class LogKeeper extends AppenderBase<ILoggingEvent> {

  private static final String PATTERN =
      "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{0} [%thread] %msg%n%rEx{short}";

  private final LastLines lines;
  private final PatternLayout layout = new PatternLayout();

  private LogKeeper(LastLines lines) {
    this.lines = lines;
  }

  /** Begins to keep lines; does nothing where another logger than Logback is in use. */
  public static void into(LastLines lines) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context) {
      LogKeeper keeper = new LogKeeper(lines);
      keeper.setContext(context);
      keeper.layout.setContext(context);
      keeper.layout.setPattern(PATTERN);
      keeper.layout.start();
      keeper.start();
      context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(keeper);
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    layout.doLayout(event).lines().forEach(lines::add);
  }
}
