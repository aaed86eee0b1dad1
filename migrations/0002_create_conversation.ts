import * as SqlClient from "@effect/sql/SqlClient"
import { Effect } from "effect"

/**
 * What was said. `content` and `metadata` are `json`, not `text` or `jsonb`: those refuse NUL and halves of surrogate
 * pairs, while `json` keeps the escapes it is given, so text comes back exactly as it was sent. Message ids are UUIDv7
 * and sort by their bytes ("C"), whatever the database's language; the primary key is also the index of a page.
 */
export const createConversation = Effect.flatMap(
  SqlClient.SqlClient,
  sql => sql`
CREATE TABLE conversation (
  school_id text NOT NULL REFERENCES school (id),
  id text NOT NULL,
  PRIMARY KEY (school_id, id)
);

CREATE TABLE message (
  school_id text NOT NULL,
  conversation_id text NOT NULL,
  id text COLLATE "C" NOT NULL,
  user_id text NOT NULL,
  client_id text,
  body_hash text NOT NULL,
  type text NOT NULL CHECK (type IN ('user', 'assistant', 'system', 'command')),
  content json NOT NULL,
  metadata json NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (school_id, conversation_id, id),
  UNIQUE (school_id, user_id, client_id),
  FOREIGN KEY (school_id, conversation_id) REFERENCES conversation (school_id, id)
);
`
)
