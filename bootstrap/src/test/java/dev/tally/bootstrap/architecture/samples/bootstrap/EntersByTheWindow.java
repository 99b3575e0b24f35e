package dev.tally.bootstrap.architecture.samples.bootstrap;

import dev.tally.bootstrap.architecture.samples.adapters.spark.SecondDoor;

public record EntersByTheWindow(SecondDoor window) {}
