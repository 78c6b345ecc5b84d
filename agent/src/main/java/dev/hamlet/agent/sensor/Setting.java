package dev.hamlet.agent.sensor;

/**
 * A file of a sensor's driver and what it should say.
 *
 * @param path the file
 * @param value what is wanted; written only where it says something else
 */
public record Setting(String path, String value) {}
