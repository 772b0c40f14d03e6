package no.lagret.figures;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;

/**
 * A sheet as a PDF that can be read aloud, searched and copied from: tagged, with its title and
 * language, and with a font of its own that has the letters of Norwegian and Sámi names.
 */
public final class SheetPdf {

  private static final float TITLE = 16;
  private static final float HEADING = 12;
  private static final float TEXT = 9;
  private static final float GAP = 4;

  private SheetPdf() {}

  /** Writes it; the stream stays open. */
  public static void write(Sheet sheet, OutputStream out) throws IOException {
    try (TaggedPages pages = new TaggedPages(sheet.language(), sheet.title())) {
      pages.paragraph(StandardStructureTypes.H1, sheet.title(), TITLE);
      for (String line : sheet.lines()) {
        pages.paragraph(StandardStructureTypes.P, line, TEXT);
      }
      for (Sheet.Table table : sheet.tables()) {
        pages.space(HEADING);
        pages.keep(4 * HEADING);
        pages.paragraph(StandardStructureTypes.H2, table.heading(), HEADING);
        if (table.note() != null) {
          pages.paragraph(StandardStructureTypes.P, table.note(), TEXT);
        }
        write(table, pages);
      }
      pages.save(out);
    }
  }

  private static void write(Sheet.Table table, TaggedPages pages) throws IOException {
    PDStructureElement tagged = pages.element(StandardStructureTypes.TABLE);
    float[] widths = widths(table.columns().size(), pages.width());
    row(table.columns(), true, tagged, widths, pages);
    for (Sheet.Row row : table.rows()) {
      List<String> texts = new ArrayList<>(List.of(row.name()));
      row.cells().forEach(cell -> texts.add(cell.text()));
      row(texts, false, tagged, widths, pages);
    }
  }

  private static void row(
      List<String> texts,
      boolean heads,
      PDStructureElement table,
      float[] widths,
      TaggedPages pages)
      throws IOException {
    List<List<String>> cells = new ArrayList<>();
    int lines = 1;
    for (int i = 0; i < texts.size(); i++) {
      List<String> wrapped = pages.wrap(texts.get(i), widths[i] - GAP, TEXT);
      cells.add(wrapped);
      lines = Math.max(lines, wrapped.size());
    }
    pages.keep(lines * TaggedPages.height(TEXT));
    PDStructureElement row = pages.element(StandardStructureTypes.TR, table);
    float left = 0;
    for (int i = 0; i < cells.size(); i++) {
      pages.cell(row, cells.get(i), left, TEXT, heads ? "Column" : i == 0 ? "Row" : null);
      left += widths[i];
    }
    pages.space(lines * TaggedPages.height(TEXT));
    pages.rule();
  }

  /** The first column holds names, which are longer than figures. */
  private static float[] widths(int columns, float whole) {
    float[] widths = new float[columns];
    float part = whole / (columns + 0.6f);
    for (int i = 0; i < columns; i++) {
      widths[i] = i == 0 ? part * 1.6f : part;
    }
    return widths;
  }
}
