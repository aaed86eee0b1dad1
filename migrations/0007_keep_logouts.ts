import * as SqlClient from "@effect/sql/SqlClient"
import { Effect } from "effect"

/** Who was logged out, and when at last: tokens from before that open no door any more. One row a person, for a time. */
export const keepLogouts = Effect.flatMap(
  SqlClient.SqlClient,
  sql => sql`
CREATE TABLE logout (
  school_id text NOT NULL REFERENCES school (id),
  user_id text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (school_id, user_id)
);
CREATE INDEX logout_by_age ON logout (at);
`
)
