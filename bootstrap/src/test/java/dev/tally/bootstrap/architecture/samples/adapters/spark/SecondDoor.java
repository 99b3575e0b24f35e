package dev.tally.bootstrap.architecture.samples.adapters.spark;

public record SecondDoor() {}
