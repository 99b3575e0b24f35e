package dev.tally.bootstrap.architecture.samples.application;

import org.slf4j.Logger;

record Logs(Logger logger) {}
