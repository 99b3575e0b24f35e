package dev.tally.bootstrap.architecture.samples.application.port.out;

final class PortThatIsAClass {}
