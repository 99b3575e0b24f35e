package dev.tally.bootstrap.architecture.samples.application;

import dev.tally.bootstrap.architecture.samples.bootstrap.EntersByTheWindow;

record UsesBootstrap(EntersByTheWindow window) {}
