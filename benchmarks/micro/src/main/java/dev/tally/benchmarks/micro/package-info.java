/**
 * JMH benchmarks of the loops that the speed of a run hangs on.
 *
 * <pre>
 * mvn -q -pl benchmarks/micro -am package -DskipTests
 * java -cp 'benchmarks/target/layout/lib/tally-benchmarks-micro/*' org.openjdk.jmh.Main Decode
 * </pre>
 */
@NullMarked
package dev.tally.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
