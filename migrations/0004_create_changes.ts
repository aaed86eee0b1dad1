import * as SqlClient from "@effect/sql/SqlClient"
import { Effect } from "effect"

/**
 * Suggestions, accepted changes, substitutions, and the events that tell of changes.
 *
 * `change` is the audit log. That nothing in it is ever altered or deleted holds in two ways: its owner takes the
 * privilege from itself, which binds every role but a superuser; and a trigger refuses, which binds superusers too, the
 * embedded database's only user among them. A version has one change. `edit`, `conflicts` and all texts that people write
 * are `json`, which keeps NUL and halves of surrogate pairs (see 0002); so a pin, which says why, becomes one too.
 *
 * Rows point to their timetable, which is never deleted, but not to its lessons: an import replaces those, and history
 * stays. The row of `topic` is locked by whoever numbers an event, so that numbers appear in their order.
 */
export const createChanges = Effect.flatMap(
  SqlClient.SqlClient,
  sql => sql`
ALTER TABLE placement ALTER COLUMN pin TYPE json USING pin::json;

CREATE TABLE suggestion (
  school_id text NOT NULL,
  id text NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  user_id text NOT NULL,
  timetable_id text NOT NULL,
  version integer NOT NULL,
  edit json NOT NULL,
  shown json NOT NULL,
  hash text NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'applied', 'rejected')),
  in_basket boolean NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (school_id, id),
  FOREIGN KEY (school_id, timetable_id) REFERENCES timetable (school_id, id)
);
CREATE INDEX suggestion_by_user ON suggestion (user_id, school_id, position);

CREATE TABLE change (
  school_id text NOT NULL,
  id text NOT NULL,
  timetable_id text NOT NULL,
  version integer NOT NULL,
  actor_id text NOT NULL,
  actor_name json NOT NULL,
  client_id text,
  at bigint NOT NULL,
  kind text NOT NULL,
  edit json NOT NULL,
  lesson_ids text[] NOT NULL,
  why json,
  suggestion_id text,
  undo_of text,
  score json NOT NULL,
  conflicts json NOT NULL,
  epoch text NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (school_id, id),
  UNIQUE (school_id, timetable_id, version),
  UNIQUE (school_id, actor_id, client_id),
  FOREIGN KEY (school_id, timetable_id) REFERENCES timetable (school_id, id)
);
REVOKE UPDATE, DELETE, TRUNCATE ON change FROM PUBLIC, CURRENT_USER;
CREATE FUNCTION refuse_to_rewrite_history() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'the audit log is append-only: % refused', TG_OP USING ERRCODE = '42501'; END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_history();
ALTER TABLE change ENABLE ALWAYS TRIGGER append_only;

CREATE TABLE substitution (
  school_id text NOT NULL,
  timetable_id text NOT NULL,
  date text COLLATE "C" NOT NULL,
  lesson_id text NOT NULL,
  absent_id text NOT NULL,
  substitute_id text NOT NULL,
  PRIMARY KEY (school_id, timetable_id, date, lesson_id, absent_id),
  FOREIGN KEY (school_id, timetable_id) REFERENCES timetable (school_id, id)
);

CREATE TABLE topic (
  school_id text NOT NULL REFERENCES school (id),
  topic text NOT NULL,
  epoch text NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (school_id, topic)
);

CREATE TABLE event (
  school_id text NOT NULL,
  topic text NOT NULL,
  epoch text NOT NULL,
  seq bigint NOT NULL,
  payload json NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (school_id, topic, epoch, seq),
  FOREIGN KEY (school_id, topic) REFERENCES topic (school_id, topic)
);
`
)
