package no.lagret.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import no.ks.fiks.io.asice.AsicHandler;
import no.ks.fiks.io.asice.model.Content;
import no.ks.fiks.io.asice.model.KeystoreHolder;
import no.ks.fiks.io.asice.model.StreamContent;

/** Packs and seals as senders do (ASiC-E within CMS), with KS's own library, and opens answers. */
final class FiksIoSeal implements Closeable {

  private final ExecutorService threads = Executors.newCachedThreadPool(Threads.named("seal"));
  private final AsicHandler handler;

  /**
   * @param sender whose key signs
   * @param privateKey PKCS#8 PEM: opens what is sent to the sender
   */
  FiksIoSeal(FiksIoAccount sender, Path privateKey) {
    PrivateKey key = FiksIoAccount.privateKey(privateKey);
    handler =
        AsicHandler.builder()
            .withExecutorService(threads)
            .withPrivatNokkel(key)
            .withKeyStoreHolder(
                KeystoreHolder.builder()
                    .withKeyStore(sender.opened())
                    .withKeyStorePassword(FiksIoAccount.KEYSTORE_PASSWORD)
                    .withKeyAlias(FiksIoAccount.ALIAS)
                    .withKeyPassword(FiksIoAccount.KEYSTORE_PASSWORD)
                    .build())
            .build();
  }

  /** The files by their names, sealed to the account. */
  byte[] seal(FiksIoAccount to, Map<String, byte[]> files) {
    List<Content> contents = new ArrayList<>();
    files.forEach(
        (name, bytes) -> contents.add(new StreamContent(new ByteArrayInputStream(bytes), name)));
    try (InputStream sealed = handler.encrypt(to.receiver(), contents)) {
      return sealed.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("KS's library does not seal", e);
    }
  }

  /** What was sealed to the sender, by the names of the files. */
  Map<String, byte[]> open(byte[] sealed) {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream zip = handler.decrypt(new ByteArrayInputStream(sealed))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        zip.transferTo(bytes);
        files.put(entry.getName(), bytes.toByteArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("KS's library does not open", e);
    }
    return files;
  }

  @Override
  public void close() {
    try {
      handler.close();
    } catch (Exception e) {
      throw new IllegalStateException("KS's library does not close", e);
    }
    Threads.end(threads);
  }
}
