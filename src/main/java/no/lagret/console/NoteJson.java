package no.lagret.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import no.lagret.deadletter.Note;
import org.jspecify.annotations.Nullable;

/** A note as the API tells it: its text to operators only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NoteJson(String id, Instant at, String by, @Nullable String text) {

  static NoteJson of(Note note) {
    return new NoteJson(note.id(), note.at(), note.by(), note.text());
  }

  NoteJson withoutText() {
    return new NoteJson(id, at, by, null);
  }
}
