import * as SqlClient from "@effect/sql/SqlClient"
import { Effect } from "effect"

/**
 * Conversations get an owner, a title and dates; runs are kept. A removed conversation stays as a row without a title
 * or messages, so that nothing that is still on its way can bring it back. `title` is `json` for the reason that a
 * message's content is (see 0002); old conversations get theirs from what their owner says next. Runs have no foreign
 * key to their conversation: they are begun before its first message is stored. The indices are partial, so that they
 * stay as small as what is asked for: conversations that are there, runs that go on.
 */
export const ownConversations = Effect.flatMap(
  SqlClient.SqlClient,
  sql => sql`
ALTER TABLE conversation
  ADD COLUMN user_id text,
  ADD COLUMN title json,
  ADD COLUMN created_at bigint,
  ADD COLUMN last_at bigint,
  ADD COLUMN removed boolean NOT NULL DEFAULT false;

UPDATE conversation AS c SET user_id = said.user_id, created_at = said.first_at, last_at = said.last_at
FROM (
  SELECT school_id, conversation_id, (array_agg(user_id ORDER BY id))[1] AS user_id,
    min(at) AS first_at, max(at) AS last_at
  FROM message GROUP BY school_id, conversation_id
) AS said
WHERE c.school_id = said.school_id AND c.id = said.conversation_id;

DELETE FROM conversation WHERE user_id IS NULL;

ALTER TABLE conversation
  ALTER COLUMN user_id SET NOT NULL,
  ALTER COLUMN created_at SET NOT NULL,
  ALTER COLUMN last_at SET NOT NULL;
CREATE INDEX conversation_of_user ON conversation (user_id, school_id) WHERE NOT removed;

CREATE TABLE run (
  school_id text NOT NULL REFERENCES school (id),
  id text NOT NULL,
  user_id text NOT NULL,
  conversation_id text NOT NULL,
  target text NOT NULL,
  message_id text NOT NULL,
  owner text NOT NULL,
  begun_at bigint NOT NULL,
  lease_until bigint NOT NULL,
  outcome text CHECK (outcome IN ('completed', 'cancelled', 'interrupted', 'failed')),
  ended_at bigint,
  usage json,
  PRIMARY KEY (school_id, id),
  CHECK ((outcome IS NULL) = (ended_at IS NULL))
);
CREATE INDEX run_of_owner ON run (owner) WHERE outcome IS NULL;
`
)
