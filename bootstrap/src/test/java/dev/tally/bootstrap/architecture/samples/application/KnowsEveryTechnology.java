package dev.tally.bootstrap.architecture.samples.application;

import de.siegmar.fastcsv.reader.CsvRecord;
import org.apache.flink.api.common.functions.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.SparkJobInfo;
import scala.runtime.BoxedUnit;

record KnowsEveryTechnology(
    Function flink, SparkJobInfo spark, BoxedUnit scala, TopicPartition kafka, CsvRecord csv) {}
