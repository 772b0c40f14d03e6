package no.lagret.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The portal's side of sealing, by another implementation than ours. */
public final class OpenSsl {

  private final Path folder;
  private final AtomicInteger files = new AtomicInteger();

  public OpenSsl(Path folder) {
    this.folder = folder;
  }

  /** A new RSA key with its certificate. */
  public Pair pair(String name) {
    Path key = folder.resolve(name + ".key.pem");
    Path certificate = folder.resolve(name + ".certificate.pem");
    run(
        List.of(
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            key.toString(),
            "-out",
            certificate.toString(),
            "-days",
            "400", // so that no alarm tells that it ends
            "-subj",
            "/CN=" + name));
    key.toFile().setReadable(false, false);
    key.toFile().setReadable(true, true);
    return new Pair(key, certificate);
  }

  /** Seals as contracted, with more options for {@code openssl cms}. */
  public byte[] seals(byte[] clear, Pair to, String... more) {
    Path in = write(clear);
    Path out = folder.resolve("out" + files.incrementAndGet());
    List<String> command =
        new ArrayList<>(
            List.of(
                "cms",
                "-encrypt",
                "-binary",
                "-aes-256-cbc",
                "-outform",
                "DER",
                "-in",
                in.toString(),
                "-out",
                out.toString()));
    command.addAll(List.of(more));
    command.addAll(
        List.of(
            "-recip",
            to.certificate().toString(),
            "-keyopt",
            "rsa_padding_mode:oaep",
            "-keyopt",
            "rsa_oaep_md:sha256",
            "-keyopt",
            "rsa_mgf1_md:sha256"));
    run(command);
    return read(out);
  }

  public byte[] opens(byte[] sealed, Pair with) {
    Path in = write(sealed);
    Path out = folder.resolve("out" + files.incrementAndGet());
    run(
        List.of(
            "cms",
            "-decrypt",
            "-binary",
            "-inform",
            "DER",
            "-in",
            in.toString(),
            "-out",
            out.toString(),
            "-recip",
            with.certificate().toString(),
            "-inkey",
            with.key().toString()));
    return read(out);
  }

  public String prints(byte[] sealed) {
    Path in = write(sealed);
    return run(
        List.of("cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", in.toString()));
  }

  /** What {@code openssl} with these arguments says. */
  public String run(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + "\n" + said);
      }
      return said;
    } catch (IOException e) {
      throw new AssertionError("These tests need the openssl command", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Lays the bytes into a file of its own. */
  public Path write(byte[] bytes) {
    try {
      return Files.write(folder.resolve("in" + files.incrementAndGet()), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A key in PKCS#8 and its certificate, both PEM. */
  public record Pair(Path key, Path certificate) {}
}
