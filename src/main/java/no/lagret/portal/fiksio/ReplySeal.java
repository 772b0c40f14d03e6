package no.lagret.portal.fiksio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import no.ks.fiks.io.asice.AsicHandler;
import no.ks.fiks.io.asice.model.KeystoreHolder;
import no.ks.fiks.io.asice.model.StreamContent;

/** Packs, signs and seals what goes with a reply, by KS's own library. */
final class ReplySeal {

  private ReplySeal() {}

  /**
   * One file in a container that the client has signed, sealed to the receiver.
   *
   * @throws IllegalStateException when KS's library does not do it
   */
  static byte[] seal(ClientKey key, X509Certificate receiver, String name, byte[] content) {
    // Negative receipts are rare: its threads live for one only.
    ExecutorService threads = Executors.newCachedThreadPool();
    String password = new String(key.password());
    try (AsicHandler handler =
            AsicHandler.builder()
                .withExecutorService(threads)
                .withPrivatNokkel(key.privateKey())
                .withKeyStoreHolder(
                    KeystoreHolder.builder()
                        .withKeyStore(key.store())
                        .withKeyStorePassword(password)
                        .withKeyAlias(key.alias())
                        .withKeyPassword(password)
                        .build())
                .build();
        InputStream sealed =
            handler.encrypt(
                receiver, List.of(new StreamContent(new ByteArrayInputStream(content), name)))) {
      return sealed.readAllBytes();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The negative receipt cannot be sealed", e);
    } catch (Exception e) {
      throw new IllegalStateException("KS's library does not close", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
