package dev.tally.bootstrap.architecture.samples.adapters.spark;

import dev.tally.bootstrap.architecture.samples.application.service.Service;

record SeesAService(Service service) {}
