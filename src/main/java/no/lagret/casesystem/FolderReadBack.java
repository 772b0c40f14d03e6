package no.lagret.casesystem;

import no.lagret.report.ClassifiedFailure;
import no.lagret.report.StoredReceipt;
import org.jspecify.annotations.Nullable;

/** All that can be seen of a case system over files: the receipts it laid there. */
final class FolderReadBack implements ReadBack {

  private final CaseFolder folder;

  FolderReadBack(CaseFolder folder) {
    this.folder = folder;
  }

  @Override
  public boolean isReceiptOnly() {
    return true;
  }

  @Override
  public boolean isOnItsWay(String reportId) throws ClassifiedFailure {
    return folder.isUntaken(reportId);
  }

  @Override
  public @Nullable StoredReceipt ask(String reportId) throws ClassifiedFailure {
    CaseFolder.Lying receipt = folder.receipt(reportId);
    return receipt == null ? null : Receipts.read(receipt.bytes(), reportId);
  }

  @Override
  public @Nullable String referenceOf(String reportId) throws ClassifiedFailure {
    CaseFolder.Lying receipt = folder.receipt(reportId);
    return receipt == null ? null : Receipts.reference(receipt.bytes(), reportId);
  }

  @Override
  public byte @Nullable [] read(String reportId, String fileName) {
    return null;
  }

  @Override
  public void probe() throws ClassifiedFailure {
    folder.probe();
  }
}
