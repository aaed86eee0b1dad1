import { Effect, Layer } from "effect"
import { v7 as uuid } from "uuid"
import type { StoredMessage } from "../../../src/chat/conversations/ConversationRepo.ts"
import { layerMemory } from "../../../src/chat/conversations/ConversationRepoMemory.ts"
import { layer as layerPg } from "../../../src/chat/conversations/ConversationRepoPg.ts"
import { layerEmbedded } from "../../../src/schedule/Database.ts"
import { ScheduleRepo } from "../../../src/schedule/ScheduleRepo.ts"
import { layer as layerSchedulePg } from "../../../src/schedule/ScheduleRepoPg.ts"
import { SchoolId } from "../../../src/timetable/School.ts"
import { layerFreshPostgres, migrated } from "../../support/Postgres.ts"

export const springfield = SchoolId.make("springfield")
export const shelbyville = SchoolId.make("shelbyville")

export const twoSchools = Layer.effectDiscard(
  Effect.flatMap(ScheduleRepo, repo =>
    Effect.forEach([springfield, shelbyville], id => repo.putSchool({ id, name: id, timeZone: "Europe/London" }))
  )
).pipe(Layer.provide(layerSchedulePg))

/** Mrs. Smith's question; each test names what is different, and talks in a conversation of its own. */
export const question = (conversationId: string, other: Partial<StoredMessage> = {}): StoredMessage => ({
  id: uuid(),
  schoolId: springfield,
  conversationId,
  userId: `smith in ${conversationId}`,
  clientId: "q1",
  type: "user",
  content: "Where can 9A Maths go?",
  metadata: { context: { current_view: "weekly", selected_entities: ["9a"] } },
  at: 1_790_000_000_000,
  ...other
})

export const newest = { limit: 500, before: null }
export const firstPage = { limit: 50, after: null }

export const ownerOf = (conversationId: string) => ({ schoolId: springfield, userId: `smith in ${conversationId}` })

/** Every way to keep conversations, with both schools. */
export const everyLayer = [
  ["in memory", layerMemory],
  ["on PGlite", Layer.provide(Layer.merge(layerPg, twoSchools), migrated(layerEmbedded("memory://")))],
  ["on PostgreSQL", Layer.provide(Layer.merge(layerPg, twoSchools), migrated(layerFreshPostgres()))]
] as const
