package no.lagret.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import no.lagret.ledger.Page;
import no.lagret.ledger.PageRequest;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** A list as a file. */
class CsvTest {

  private static final String NOT_ALL = "NOT ALL";

  @Test
  void saysWhereItDoesNotHoldAll() throws IOException {
    assertThat(written(Integer.MAX_VALUE)).contains(NOT_ALL);
    assertThat(written(3)).doesNotContain(NOT_ALL);
  }

  private static String written(int fullPages) throws IOException {
    MockHttpServletResponse file = new MockHttpServletResponse();
    Csv.write(
        file,
        "list",
        List.of("id"),
        page ->
            new Page<>(
                page.page() < fullPages
                    ? Collections.nCopies(PageRequest.MAX_SIZE, "x")
                    : List.<String>of(),
                0),
        id -> new Object[] {id});
    return file.getContentAsString();
  }
}
