/**
 * What metrics are made of, for the coordinator and for the agent: a metric with its name, unit and
 * help, histograms, and one scrape. Nothing lives from one scrape to the next: what is gone from
 * the process is gone from the page.
 */
@NullMarked
package dev.hamlet.common.metrics;

import org.jspecify.annotations.NullMarked;
