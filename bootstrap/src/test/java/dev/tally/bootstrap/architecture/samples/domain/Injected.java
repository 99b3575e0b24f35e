package dev.tally.bootstrap.architecture.samples.domain;

import dagger.Lazy;

record Injected(Lazy<String> lazy) {}
