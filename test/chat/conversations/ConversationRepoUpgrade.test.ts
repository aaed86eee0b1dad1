import * as SqlClient from "@effect/sql/SqlClient"
import { expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { describe } from "vitest"
import { createSchedule } from "../../../migrations/0001_create_schedule.ts"
import { createConversation } from "../../../migrations/0002_create_conversation.ts"
import { addRolesAndGroups } from "../../../migrations/0003_add_roles_and_groups.ts"
import { ownConversations } from "../../../migrations/0005_own_conversations.ts"
import { ConversationRepo } from "../../../src/chat/conversations/ConversationRepo.ts"
import { layer as layerPg } from "../../../src/chat/conversations/ConversationRepoPg.ts"
import { layerFreshPostgres } from "../../support/Postgres.ts"
import { firstPage, newest, question, springfield } from "./ConversationRepoStories.ts"

const layer = Layer.provideMerge(layerPg, layerFreshPostgres())

describe("conversations from before they had an owner", () => {
  it.effect("become those of who spoke first, and get a title from what is said next", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* createSchedule
      yield* createConversation
      yield* addRolesAndGroups
      yield* sql`INSERT INTO school (id, name, time_zone) VALUES (${springfield}, 'Springfield', 'Europe/London')`
      yield* sql`INSERT INTO conversation (school_id, id) VALUES (${springfield}, 'old'), (${springfield}, 'empty')`
      yield* sql`
        INSERT INTO message (school_id, conversation_id, id, user_id, client_id, body_hash, type, content, metadata, at)
        VALUES (${springfield}, 'old', 'm2', 'jones', NULL, '', 'user', '"Me too"', '{}', 300),
          (${springfield}, 'old', 'm1', 'smith', 'q1', '', 'user', '"Hello"', '{}', 200)`
      yield* ownConversations

      const repo = yield* ConversationRepo
      const smith = { schoolId: springfield, userId: "smith" }
      const old = { id: "old", title: "", createdAt: 200, lastAt: 300, messages: 2 }
      expect(yield* repo.list(smith, firstPage)).toEqual([old])
      expect(yield* repo.list({ ...smith, userId: "jones" }, firstPage)).toEqual([])
      expect((yield* repo.history(smith, "old", newest)).map(({ content }) => content)).toEqual(["Hello", "Me too"])

      yield* repo.append(question("old", { userId: "smith", clientId: "q2", content: "And 9B?", at: 400 }))
      expect(yield* repo.list(smith, firstPage)).toEqual([{ ...old, title: "And 9B?", lastAt: 400, messages: 3 }])
      const taken = question("empty", { userId: "jones", content: "Mine now", at: 500 })
      expect(yield* repo.append(taken)).toEqual({ messageId: taken.id, duplicate: false })
    }).pipe(Effect.provide(layer))
  )
})
