package dev.tally.bootstrap.architecture.samples.adapters.kafka;

import dev.tally.application.port.out.AggregationEngine;

abstract class LonelyEngine implements AggregationEngine {}
