package dev.tally.bootstrap.architecture.samples.application.service;

public record Service() {}
