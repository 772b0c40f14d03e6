package no.lagret.console;

import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/** What a user may do. Each implies {@link #VIEWER}, none another. */
enum Role {
  /** Sees lists, figures and events; no content. */
  VIEWER,
  /** Settles dead letters, acknowledges alarms, orders reconciliations. */
  OPERATOR,
  /** Approves as the second person. */
  APPROVER,
  /** Changes which routes run. */
  ENGINEER;

  List<GrantedAuthority> authorities() {
    return AuthorityUtils.createAuthorityList("ROLE_" + VIEWER, "ROLE_" + this);
  }
}
