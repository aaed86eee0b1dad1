import { expect, layer } from "@effect/vitest"
import { Context, Effect, Either, Layer } from "effect"
import { v7 as uuid } from "uuid"
import { describe, inject, it as plainly } from "vitest"
import { ConversationRepo, IdConflict } from "../../../src/chat/conversations/ConversationRepo.ts"
import { layerMemory as messagesInMemory } from "../../../src/chat/conversations/ConversationRepoMemory.ts"
import { layer as messagesInPg } from "../../../src/chat/conversations/ConversationRepoPg.ts"
import type { Talk } from "../../../src/chat/conversations/Conversations.ts"
import { type Entry, Journal, nothing } from "../../../src/chat/conversations/Journal.ts"
import { layer as journalInPg } from "../../../src/chat/conversations/JournalPg.ts"
import { layer as journalPlain } from "../../../src/chat/conversations/JournalPlain.ts"
import { type NewRun, RunRepo } from "../../../src/chat/runs/RunRepo.ts"
import { layerMemory as runsInMemory } from "../../../src/chat/runs/RunRepoMemory.ts"
import { layer as runsInPg } from "../../../src/chat/runs/RunRepoPg.ts"
import type { KeptFrame } from "../../../src/chat/topics/EventTexts.ts"
import { conversationTopic } from "../../../src/chat/topics/Topic.ts"
import { layerEmbedded, layerPostgres } from "../../../src/schedule/Database.ts"
import { EventLog } from "../../../src/schedule/EventLog.ts"
import { layerMemory as eventsInMemory } from "../../../src/schedule/EventLogMemory.ts"
import { layer as eventsInPg } from "../../../src/schedule/EventLogPg.ts"
import { GroupCommit } from "../../../src/schedule/GroupCommit.ts"
import { freshDatabase, layerFreshPostgres, migrated } from "../../support/Postgres.ts"
import { newest, ownerOf, question, twoSchools } from "./ConversationRepoStories.ts"

const at = 1_790_000_000_000

const talkOf = (conversationId: string): Talk => ({ ...ownerOf(conversationId), conversationId })

const saying = (content: string): KeptFrame => ({
  id: `id of ${content}`,
  type: "assistant",
  content,
  timestamp: "2026-09-21T14:13:20.000Z",
  metadata: {}
})

const entry = (talk: Talk, happening: Partial<Entry>): Entry => ({
  ...nothing,
  topic: conversationTopic(talk),
  at,
  ...happening
})

const runIn = (talk: Talk): NewRun => ({
  ...talk,
  id: uuid(),
  target: "q1",
  messageId: uuid(),
  owner: "node",
  begunAt: at,
  leaseUntil: at + 30_000
})

const endOf = (run: NewRun, aloneTold = false) => ({
  schoolId: run.schoolId,
  runId: run.id,
  outcome: "completed" as const,
  usage: { input: 3, output: 4 },
  at,
  aloneTold
})

/** What a topic holds: [seq, text], … */
const told = (talk: Talk) =>
  Effect.gen(function* () {
    const log = yield* EventLog
    const { events } = yield* log.read(conversationTopic(talk), { after: 0, limit: 1_000 })
    return events.map(({ seq, payload }) => [seq, payload])
  })

const inPg = Layer.mergeAll(messagesInPg, runsInPg, eventsInPg, twoSchools)
const inMemory = Layer.mergeAll(messagesInMemory, runsInMemory, eventsInMemory)

describe.each([
  ["entry by entry, in memory", Layer.provideMerge(journalPlain, inMemory)],
  [
    "entry by entry, on PGlite",
    Layer.provide(Layer.provideMerge(journalPlain, inPg), migrated(layerEmbedded("memory://")))
  ],
  ["by the batch, on PGlite", Layer.provide(Layer.merge(journalInPg, inPg), migrated(layerEmbedded("memory://")))],
  ["by the batch, on PostgreSQL", Layer.provide(Layer.merge(journalInPg, inPg), migrated(layerFreshPostgres()))]
])("a journal %s", (_, stores) => {
  layer(Layer.orDie(stores), { timeout: "60 seconds" })(it => {
    it.effect("keeps a message, who will answer it, and the frame that tells of it", () =>
      Effect.gen(function* () {
        const journal = yield* Journal
        const talk = talkOf("whole")
        const says = question("whole", { content: 'a "quote", {braces}, \\ , \u0000 and \ud800' })
        const begins = runIn(talk)
        const written = yield* journal.write(entry(talk, { says, begins, frames: [saying("said")] }))
        expect(written).toEqual({ duplicateOf: null, places: [{ epoch: expect.any(String), seq: 1 }] })
        expect(yield* (yield* ConversationRepo).history(talk, "whole", newest)).toEqual([says])
        expect(yield* (yield* RunRepo).find(talk.schoolId, begins.id)).toMatchObject({ started: false, outcome: null })
        expect(yield* told(talk)).toEqual([[1, saying("said")]])
      })
    )

    it.effect("writes nothing of what was said before, and tells which was first", () =>
      Effect.gen(function* () {
        const journal = yield* Journal
        const talk = talkOf("twice")
        const first = question("twice")
        const again = question("twice", { id: uuid() })
        const begins = runIn(talk)
        yield* journal.write(entry(talk, { says: first, frames: [saying("said")] }))
        const [one, two] = yield* Effect.all(
          [again, { ...again, id: uuid() }].map(says =>
            journal.write(entry(talk, { says, begins, frames: [saying("again")] }))
          ),
          { concurrency: "unbounded" }
        )
        expect([one, two]).toEqual(Array(2).fill({ duplicateOf: first.id, places: [] }))
        expect(yield* (yield* RunRepo).find(talk.schoolId, begins.id)).toBe(null)
        expect(yield* told(talk)).toEqual([[1, saying("said")]])
      })
    )

    it.effect("stores one of two that come at once under one id, and answers the other by it", () =>
      Effect.gen(function* () {
        const journal = yield* Journal
        const talk = talkOf("race")
        const both = [question("race"), question("race")]
        const written = yield* Effect.all(
          both.map(says => journal.write(entry(talk, { says, frames: [saying(says.id)] }))),
          { concurrency: "unbounded" }
        )
        const stored = yield* (yield* ConversationRepo).history(talk, "race", newest)
        expect(stored).toHaveLength(1)
        const winner = stored[0]?.id ?? ""
        expect(written.map(({ duplicateOf }) => duplicateOf)).toEqual(
          both.map(({ id }) => (id === winner ? null : winner))
        )
        expect(yield* told(talk)).toEqual([[1, saying(winner)]])
      })
    )

    it.effect(
      "refuses another body under the same id, and what may not be said there; others of the batch are written",
      () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const [mine, theirs] = [talkOf("mine"), talkOf("theirs")]
          yield* journal.write(entry(mine, { says: question("mine"), frames: [] }))
          yield* journal.write(entry(theirs, { says: question("theirs"), frames: [] }))
          const other = question("mine", { content: "Something else" })
          const stranger = question("theirs", { userId: mine.userId, clientId: "q2" })
          const fine = question("mine", { clientId: "q3" })
          const [conflict, refusal, written] = yield* Effect.all(
            [other, stranger, fine].map(says =>
              Effect.either(journal.write(entry(mine, { says, frames: [saying(says.id)] })))
            ),
            { concurrency: "unbounded" }
          )
          expect(conflict).toEqual(Either.left(new IdConflict({ clientId: "q1" })))
          expect(refusal).toMatchObject({ left: { _tag: "Refusal", code: "not_found" } })
          expect(written).toMatchObject({ right: { duplicateOf: null, places: [{ seq: 1 }] } })
          expect(yield* told(mine)).toEqual([[1, saying(fine.id)]])
        })
    )

    it.effect("ends a run once: whoever comes second keeps no frame, unless nobody else can have told it", () =>
      Effect.gen(function* () {
        const journal = yield* Journal
        const talk = talkOf("ends")
        const run = runIn(talk)
        yield* journal.write(entry(talk, { begins: run }))
        const ways = [
          { starts: run.id, frames: [saying("start")] },
          { ends: endOf(run), frames: [saying("done")] },
          { ends: endOf(run), frames: [saying("done twice")] },
          { ends: endOf(run, true), frames: [saying("done alone")] }
        ]
        const places = yield* Effect.forEach(ways, way =>
          Effect.map(journal.write(entry(talk, way)), w => w.places.length)
        )
        expect(places).toEqual([1, 1, 0, 1])
        expect(yield* told(talk)).toEqual([
          [1, saying("start")],
          [2, saying("done")],
          [3, saying("done alone")]
        ])
        const stored = yield* (yield* RunRepo).find(talk.schoolId, run.id)
        expect(stored).toMatchObject({
          started: true,
          outcome: "completed",
          usage: { input: 3, output: 4 },
          endedAt: at
        })
      })
    )

    it.effect(
      "gives many that come at once their places in the order in which they were handed over, without a gap",
      () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const talks = Array.from({ length: 20 }, (_, i) => talkOf(`many-${i}`))
          const texts = Array.from({ length: 15 }, (_, i) => `${i}`)
          const jobs = texts.flatMap(text =>
            talks.map(talk =>
              journal.write(
                entry(talk, {
                  says: question(talk.conversationId, { clientId: `q${text}` }),
                  frames: [saying(text), saying(`${text}, too`)]
                })
              )
            )
          )
          const written = yield* Effect.all(jobs, { concurrency: "unbounded" })
          const all = texts.flatMap(text => [saying(text), saying(`${text}, too`)]).map((frame, i) => [i + 1, frame])
          for (const [i, talk] of talks.entries()) {
            const own = written.filter((_, job) => job % talks.length === i)
            expect(own.flatMap(({ places }) => places.map(({ seq }) => seq))).toEqual(all.map(([seq]) => seq))
            expect(yield* told(talk)).toEqual(all)
          }
        })
    )
  })
})

/** Each with connections of its own. */
const twoNodes = Effect.map(freshDatabase(inject("postgresUrl")), url => {
  const node = () => Layer.fresh(Layer.provideMerge(journalInPg, layerPostgres(url)))
  const stores = Layer.provide(inPg, migrated(layerPostgres(url)))
  return { stores, nodes: [node(), node()] as const }
})

describe("two nodes on one PostgreSQL", () => {
  plainly("store one of two hundred pairs each, and number what they write without a gap", () =>
    Effect.gen(function* () {
      const { stores, nodes } = yield* twoNodes
      const context = yield* Layer.build(stores)
      const journals = yield* Effect.forEach(nodes, node => Effect.map(Layer.build(node), Context.get(Journal)))
      const talks = Array.from({ length: 10 }, (_, i) => talkOf(`pair-${i}`))
      const asked = Array.from({ length: 20 }, (_, i) => `q${i}`)
      const written = yield* Effect.all(
        asked.flatMap(clientId =>
          talks.map(talk =>
            Effect.all(
              journals.map(journal => {
                const says = question(talk.conversationId, { clientId })
                return journal.write(entry(talk, { says, frames: [saying(clientId)] }))
              }),
              { concurrency: "unbounded" }
            )
          )
        ),
        { concurrency: "unbounded" }
      )
      expect(written.map(pair => pair.filter(({ duplicateOf }) => duplicateOf === null).length)).toEqual(
        Array(200).fill(1)
      )
      for (const talk of talks) {
        const events = yield* Effect.provide(told(talk), context)
        expect(events.map(([seq]) => seq)).toEqual(asked.map((_, i) => i + 1))
      }
    }).pipe(Effect.scoped, Effect.runPromise)
  )
})

describe("a group commit", () => {
  const settled = (commitAll: (batch: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<string>, string>) => {
    const group = new GroupCommit({ commitAll, bound: 3, fork: job => void Effect.runFork(job) })
    return Effect.runPromise(
      Effect.all(
        ["a", "b", "c", "d"].map(item => Effect.exit(group.commit(item))),
        { concurrency: "unbounded" }
      )
    )
  }

  plainly("commits what comes at once together, up to its bound", async () => {
    const batches: Array<ReadonlyArray<string>> = []
    await settled(batch =>
      Effect.sync(() => {
        batches.push(batch)
        return batch
      })
    )
    expect(batches).toEqual([["a", "b", "c"], ["d"]])
  })

  plainly("fails all of a batch that fails, and only the one by which a batch dies", async () => {
    const failed = await settled(() => Effect.fail("away"))
    expect(failed.map(({ _tag }) => _tag)).toEqual(["Failure", "Failure", "Failure", "Failure"])
    const died = await settled(batch => (batch.includes("b") ? Effect.die("b is broken") : Effect.succeed(batch)))
    expect(died.map(({ _tag }) => _tag)).toEqual(["Success", "Failure", "Success", "Success"])
  })
})
