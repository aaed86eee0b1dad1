import * as SqlClient from "@effect/sql/SqlClient"
import { Effect } from "effect"

/**
 * What XHSTT's schools have beside ours: resources of any other kind, roles that a timetable fills, lessons with people
 * but without a time, and named groups. Ids of groups are unique among groups of the same kind of thing.
 */
export const addRolesAndGroups = Effect.flatMap(
  SqlClient.SqlClient,
  sql => sql`
ALTER TABLE resource DROP CONSTRAINT resource_kind_check;
ALTER TABLE resource ADD CONSTRAINT resource_kind_check CHECK (kind IN ('teacher', 'class', 'room', 'other'));

ALTER TABLE course
  ADD COLUMN name text,
  ADD COLUMN duration bigint CHECK (duration > 0),
  ADD COLUMN given_slot bigint CHECK (given_slot >= 0),
  ADD COLUMN workload bigint CHECK (workload >= 0),
  ADD COLUMN roles jsonb NOT NULL DEFAULT '[]';

ALTER TABLE placement
  ALTER COLUMN slot DROP NOT NULL,
  ADD COLUMN assigned jsonb NOT NULL DEFAULT '[]';

CREATE TABLE timetable_group (
  school_id text NOT NULL,
  timetable_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('times', 'courses', 'resources')),
  id text NOT NULL,
  position integer NOT NULL,
  name text NOT NULL,
  sort text NOT NULL,
  members jsonb NOT NULL,
  PRIMARY KEY (school_id, timetable_id, kind, id),
  FOREIGN KEY (school_id, timetable_id) REFERENCES timetable (school_id, id)
);
`
)
