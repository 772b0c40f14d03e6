package no.lagret.figures;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.COSObjectable;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.jspecify.annotations.Nullable;

/** Pages written from top to bottom, every text of which says what it is. */
final class TaggedPages implements AutoCloseable {

  /** Comes with the library, and is embedded: no machine needs to have it. */
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private static final float MARGIN = 48;
  private static final PDRectangle SIZE =
      new PDRectangle(PDRectangle.A4.getHeight(), PDRectangle.A4.getWidth());

  private final PDDocument document = new PDDocument();
  private final PDFont font;
  private final PDStructureTreeRoot root = new PDStructureTreeRoot();
  private final PDStructureElement top;
  private final Map<Integer, COSObjectable> parents = new HashMap<>();
  private COSArray onPage = new COSArray();
  private @Nullable PDPage page;
  private @Nullable PDPageContentStream stream;
  private float y;

  TaggedPages(String language, String title) throws IOException {
    try (InputStream file = PDDocument.class.getResourceAsStream(FONT)) {
      font = PDType0Font.load(document, Objects.requireNonNull(file), true);
    }
    document.getDocumentInformation().setTitle(title);
    document.getDocumentCatalog().setLanguage(language);
    PDMarkInfo marked = new PDMarkInfo();
    marked.setMarked(true);
    document.getDocumentCatalog().setMarkInfo(marked);
    PDViewerPreferences shown = new PDViewerPreferences(new COSDictionary());
    shown.setDisplayDocTitle(true);
    document.getDocumentCatalog().setViewerPreferences(shown);
    document.getDocumentCatalog().setStructureTreeRoot(root);
    top = new PDStructureElement(StandardStructureTypes.DOCUMENT, root);
    root.appendKid(top);
    turn();
  }

  static float height(float size) {
    return size * 1.4f;
  }

  float width() {
    return SIZE.getWidth() - 2 * MARGIN;
  }

  /** Leaves so much empty. */
  void space(float height) {
    y -= height;
  }

  /** What comes next and is so high stands on one page. */
  void keep(float height) throws IOException {
    if (y - height < MARGIN) {
      turn();
    }
  }

  PDStructureElement element(String type) {
    return element(type, top);
  }

  PDStructureElement element(String type, PDStructureNode parent) {
    PDStructureElement element = new PDStructureElement(type, parent);
    parent.appendKid(element);
    return element;
  }

  void paragraph(String type, String text, float size) throws IOException {
    List<String> lines = wrap(text, width(), size);
    keep(lines.size() * height(size));
    text(element(type), lines, 0, size);
    space(lines.size() * height(size) + size / 3);
  }

  /**
   * @param scope of a head: Column or Row; null for a value
   */
  void cell(
      PDStructureElement row, List<String> lines, float left, float size, @Nullable String scope)
      throws IOException {
    PDStructureElement cell =
        element(scope == null ? StandardStructureTypes.TD : StandardStructureTypes.TH, row);
    if (scope != null) {
      PDTableAttributeObject of = new PDTableAttributeObject();
      of.setScope(scope);
      cell.addAttribute(of);
    }
    text(cell, lines, left, size);
  }

  private void text(PDStructureElement element, List<String> lines, float left, float size)
      throws IOException {
    PDPageContentStream to = Objects.requireNonNull(stream);
    COSDictionary mark = new COSDictionary();
    mark.setInt(COSName.MCID, onPage.size());
    COSName type = COSName.getPDFName(element.getStructureType());
    to.beginMarkedContent(type, PDPropertyList.create(mark));
    for (int i = 0; i < lines.size(); i++) {
      to.beginText();
      to.setFont(font, size);
      to.newLineAtOffset(MARGIN + left, y - size - i * height(size));
      to.showText(lines.get(i));
      to.endText();
    }
    to.endMarkedContent();
    element.setPage(Objects.requireNonNull(page));
    element.appendKid(new PDMarkedContent(type, mark));
    onPage.add(element.getCOSObject());
  }

  /** A thin line; nothing that is read. */
  void rule() throws IOException {
    PDPageContentStream to = Objects.requireNonNull(stream);
    to.beginMarkedContent(COSName.ARTIFACT);
    to.setLineWidth(0.3f);
    to.moveTo(MARGIN, y);
    to.lineTo(MARGIN + width(), y);
    to.stroke();
    to.endMarkedContent();
    y -= 2;
  }

  /** In lines that are no wider; a word that is wider alone is broken. */
  List<String> wrap(String text, float width, float size) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : writable(text).split(" ")) {
      String next = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && widthOf(next, size) > width) {
        lines.add(line.toString());
        next = word;
      }
      while (next.length() > 1 && widthOf(next, size) > width) {
        int fits = next.length() - 1;
        while (fits > 1 && widthOf(next.substring(0, fits), size) > width) {
          fits--;
        }
        lines.add(next.substring(0, fits));
        next = next.substring(fits);
      }
      line = new StringBuilder(next);
    }
    lines.add(line.toString());
    return lines;
  }

  private float widthOf(String text, float size) throws IOException {
    return font.getStringWidth(text) * size / 1000;
  }

  /** What the font has no letter for is a question mark, and no failure. */
  private String writable(String text) throws IOException {
    StringBuilder all = new StringBuilder();
    for (int letter : text.codePoints().toArray()) {
      String one = Character.toString(letter);
      try {
        font.encode(one);
        all.append(one);
      } catch (IllegalArgumentException e) {
        all.append('?');
      }
    }
    return all.toString();
  }

  private void turn() throws IOException {
    endPage();
    page = new PDPage(SIZE);
    document.addPage(page);
    onPage = new COSArray();
    page.setStructParents(parents.size());
    parents.put(parents.size(), onPage);
    stream = new PDPageContentStream(document, page);
    y = SIZE.getHeight() - MARGIN;
  }

  private void endPage() throws IOException {
    if (stream != null) {
      stream.close();
    }
  }

  void save(OutputStream out) throws IOException {
    endPage();
    PDNumberTreeNode tree = new PDNumberTreeNode(PDParentTreeValue.class);
    tree.setNumbers(parents);
    root.setParentTree(tree);
    root.setParentTreeNextKey(parents.size());
    document.save(out);
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
