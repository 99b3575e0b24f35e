package dev.tally.application.port.in;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.OnRejected;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.StartPosition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;

/**
 * A request to run a job from topic to topic.
 *
 * @param untilEnd whether to stop at the end that the input has now, or to go on for ever
 * @param parallelism how many workers read and combine, at least 1
 * @param emitEvery how often changed rows are emitted
 * @param commitEvery how far apart commits of the in-process engine are at least; zero to commit
 *     with every emission
 * @param zone the zone in which times without a zone are read, and all times are shown
 * @param onRejected what to do with records that are no events; dead letters go to a topic that is
 *     named after the input
 * @param maxRejects how many of them a run accepts
 * @param stateDirectory where engines that keep checkpoints in files may keep them
 */
public record JobRequest(
    Cluster cluster,
    String input,
    String output,
    StartPosition start,
    boolean untilEnd,
    int parallelism,
    Duration emitEvery,
    Duration commitEvery,
    ZoneId zone,
    OnRejected onRejected,
    RejectLimit maxRejects,
    Path stateDirectory) {}
