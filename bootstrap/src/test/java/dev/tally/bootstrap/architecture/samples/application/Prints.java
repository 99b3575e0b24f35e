package dev.tally.bootstrap.architecture.samples.application;

final class Prints {

  private Prints() {}

  static void print(String text) {
    System.out.println(text);
  }
}
