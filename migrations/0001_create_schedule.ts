import * as SqlClient from "@effect/sql/SqlClient"
import { Effect } from "effect"

/**
 * Schools and their timetables. Every table carries the school, and every foreign key carries it too: a row can never
 * point into another school. `position` keeps the order in which things were put. Lists of ids are arrays, since they
 * are only ever read and written with their row. The indices beside the keys answer the foreign keys' own question,
 * "does anything still point here?", when a timetable is replaced; they begin with the column that tells rows apart,
 * because a planner without statistics may otherwise take them for the primary key (measured: 10 times slower).
 */
export const createSchedule = Effect.flatMap(
  SqlClient.SqlClient,
  sql => sql`
CREATE TABLE school (
  id text PRIMARY KEY,
  name text NOT NULL,
  time_zone text NOT NULL,
  current_timetable_id text
);

CREATE TABLE timetable (
  school_id text NOT NULL REFERENCES school (id),
  id text NOT NULL,
  name text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  published boolean NOT NULL,
  grid jsonb NOT NULL,
  cycle jsonb NOT NULL,
  PRIMARY KEY (school_id, id),
  UNIQUE (school_id, name)
);

ALTER TABLE school ADD FOREIGN KEY (id, current_timetable_id) REFERENCES timetable (school_id, id);

CREATE TABLE resource (
  school_id text NOT NULL,
  timetable_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('teacher', 'class', 'room')),
  id text NOT NULL,
  position integer NOT NULL,
  name text NOT NULL,
  attributes jsonb NOT NULL,
  PRIMARY KEY (school_id, timetable_id, kind, id),
  FOREIGN KEY (school_id, timetable_id) REFERENCES timetable (school_id, id)
);

CREATE TABLE subject (
  school_id text NOT NULL,
  timetable_id text NOT NULL,
  id text NOT NULL,
  position integer NOT NULL,
  name text NOT NULL,
  tags text[] NOT NULL,
  PRIMARY KEY (school_id, timetable_id, id),
  FOREIGN KEY (school_id, timetable_id) REFERENCES timetable (school_id, id)
);

CREATE TABLE course (
  school_id text NOT NULL,
  timetable_id text NOT NULL,
  id text NOT NULL,
  position integer NOT NULL,
  subject_id text NOT NULL,
  teacher_ids text[] NOT NULL,
  class_ids text[] NOT NULL,
  split bigint[] NOT NULL,
  room_need jsonb NOT NULL,
  attendance bigint,
  tags text[] NOT NULL,
  PRIMARY KEY (school_id, timetable_id, id),
  FOREIGN KEY (school_id, timetable_id, subject_id) REFERENCES subject (school_id, timetable_id, id)
);
CREATE INDEX course_by_subject ON course (subject_id, timetable_id, school_id);

CREATE TABLE lesson (
  school_id text NOT NULL,
  timetable_id text NOT NULL,
  id text NOT NULL,
  position integer NOT NULL,
  course_id text NOT NULL,
  duration integer NOT NULL CHECK (duration > 0),
  weeks integer NOT NULL CHECK (weeks > 0),
  PRIMARY KEY (school_id, timetable_id, id),
  FOREIGN KEY (school_id, timetable_id, course_id) REFERENCES course (school_id, timetable_id, id)
);
CREATE INDEX lesson_by_course ON lesson (course_id, timetable_id, school_id);

CREATE TABLE placement (
  school_id text NOT NULL,
  timetable_id text NOT NULL,
  lesson_id text NOT NULL,
  position integer NOT NULL,
  slot bigint NOT NULL CHECK (slot >= 0),
  room_ids text[] NOT NULL,
  teacher_ids text[],
  pin jsonb,
  PRIMARY KEY (school_id, timetable_id, lesson_id),
  FOREIGN KEY (school_id, timetable_id, lesson_id) REFERENCES lesson (school_id, timetable_id, id)
);

CREATE TABLE timetable_constraint (
  school_id text NOT NULL,
  timetable_id text NOT NULL,
  id text NOT NULL,
  position integer NOT NULL,
  kind text NOT NULL,
  hard boolean NOT NULL,
  weight double precision NOT NULL CHECK (weight >= 0),
  cost text NOT NULL CHECK (cost IN ('linear', 'quadratic', 'step')),
  scope jsonb NOT NULL,
  parameters jsonb NOT NULL,
  note text,
  PRIMARY KEY (school_id, timetable_id, id),
  FOREIGN KEY (school_id, timetable_id) REFERENCES timetable (school_id, id)
);
`
)
