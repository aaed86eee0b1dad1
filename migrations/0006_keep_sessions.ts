import * as SqlClient from "@effect/sql/SqlClient"
import { Effect } from "effect"

/**
 * Sessions that can be resumed, each bound to its user, and what is needed to forget old events and sessions by their
 * age. A session is looked up by its id alone: whoever shows another's, of whatever school, is refused and not told that
 * there is none. A run tells whether its start was told, so that who ends it for a dead node can tell the rest.
 */
export const keepSessions = Effect.flatMap(
  SqlClient.SqlClient,
  sql => sql`
CREATE INDEX event_by_age ON event (at);

ALTER TABLE run ADD COLUMN started boolean NOT NULL DEFAULT true;
ALTER TABLE run ALTER COLUMN started SET DEFAULT false;

CREATE INDEX run_by_target ON run (target, user_id, school_id);

CREATE TABLE session (
  id text PRIMARY KEY,
  school_id text NOT NULL REFERENCES school (id),
  user_id text NOT NULL,
  seen_at bigint NOT NULL
);
CREATE INDEX session_by_age ON session (seen_at);
`
)
