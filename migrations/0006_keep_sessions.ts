import * as SqlClient from "@effect/sql/SqlClient"
import { Effect } from "effect"

/**
 * Sessions that can be resumed, each bound to its user, and what is needed to forget old events and sessions by their
 * age. A session is looked up by its id alone: whoever shows another's, of whatever school, is refused and not told that
 * there is none.
 */
export const keepSessions = Effect.flatMap(
  SqlClient.SqlClient,
  sql => sql`
CREATE INDEX event_by_age ON event (at);

CREATE TABLE session (
  id text PRIMARY KEY,
  school_id text NOT NULL REFERENCES school (id),
  user_id text NOT NULL,
  seen_at bigint NOT NULL
);
CREATE INDEX session_by_age ON session (seen_at);
`
)
