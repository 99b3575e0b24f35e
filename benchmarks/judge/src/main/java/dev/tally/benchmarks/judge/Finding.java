package dev.tally.benchmarks.judge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What one benchmark has found, ready to be written down.
 *
 * @param name of its files
 * @param title of its page
 * @param figures everything, for programs
 * @param text the page's body, in Markdown
 * @param chart what the plot shows
 * @param bar the lines of the bar that it answers
 * @param isTrue whether every contestant's result was the truth
 */
record Finding(
    String name,
    String title,
    ObjectNode figures,
    List<String> text,
    Chart chart,
    List<BarRow> bar,
    boolean isTrue) {}
