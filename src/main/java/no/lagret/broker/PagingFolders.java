package no.lagret.broker;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.paging.PagingManager;
import org.apache.activemq.artemis.core.paging.PagingStore;

/**
 * The folders in which queues lay what does not fit into memory. Artemis makes such a folder when
 * its queue first pages, and does not sync the file in it that tells whose it is: after a power cut
 * that file is empty, and no page in the folder is found again. So they are made and synced before
 * anything can page.
 */
final class PagingFolders {

  private static final String OWNER = "address.txt";

  private PagingFolders() {}

  /** Makes and syncs the folder of every queue that may page. Nothing uses the broker yet. */
  static void prepare(PagingManager paging) throws Exception {
    for (Queue queue : Queue.values()) {
      if (!queue.pickedBySelector()) {
        sync(folder(paging.getPageStore(SimpleString.of(queue.address()))));
      }
    }
  }

  private static Path folder(PagingStore store) throws Exception {
    // Nothing else makes the folder of a store that has none without making it page.
    store.newPageObject(1);
    File folder = store.getFolder();
    if (folder == null) {
      throw new IOException("The broker has made no paging folder for " + store.getAddress());
    }
    return folder.toPath();
  }

  private static void sync(Path folder) throws IOException {
    force(folder.resolve(OWNER));
    // A new entry lives in its folder.
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      force(folder);
      force(folder.toAbsolutePath().getParent());
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
