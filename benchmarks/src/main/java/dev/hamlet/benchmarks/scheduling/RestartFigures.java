package dev.hamlet.benchmarks.scheduling;

/**
 * A restart of the coordinator under its fleet.
 *
 * @param devices connected devices
 * @param seconds from its start until all are back
 * @param cpuSeconds CPU time of both ends meanwhile
 * @param peakPerSecond most devices that came back within one second
 */
record RestartFigures(int devices, double seconds, double cpuSeconds, int peakPerSecond) {}
