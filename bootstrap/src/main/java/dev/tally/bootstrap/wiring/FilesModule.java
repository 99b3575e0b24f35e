package dev.tally.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tally.adapters.files.FilesAdapter;
import dev.tally.application.port.out.SalesFiles;

/** The ports that the file system serves. */
@Module
final class FilesModule {

  private FilesModule() {}

  @Provides
  static SalesFiles salesFiles() {
    return FilesAdapter.salesFiles();
  }
}
