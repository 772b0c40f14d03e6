package no.lagret.casesystem;

/** Says which version of the route folder of a case system is running. */
public interface AdapterDigest {

  /** Hex digest of the folder that hands this recipient's reports over now. */
  String of(String recipient);
}
