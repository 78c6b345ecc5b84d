package dev.hamlet.benchmarks.sampling;

import dev.hamlet.common.power.SamplingCounters;

/**
 * What came of sampling one sensor; none of them has hardware behind it.
 *
 * @param sensor which
 * @param rateHz rate that was used
 * @param seconds how long
 * @param counters what became of the deadlines
 * @param latenessP50Ns median lateness of the beginning of reads
 * @param latenessP99Ns 99th percentile
 * @param latenessP999Ns 99.9th percentile
 * @param latenessMaxNs greatest
 * @param cpuShare CPU time of the sampling thread over wall time
 * @param allocatedBytesPerPeriod what the sampling thread allocated
 */
record SamplingFigures(
    String sensor,
    double rateHz,
    double seconds,
    SamplingCounters counters,
    long latenessP50Ns,
    long latenessP99Ns,
    long latenessP999Ns,
    long latenessMaxNs,
    double cpuShare,
    double allocatedBytesPerPeriod) {}
