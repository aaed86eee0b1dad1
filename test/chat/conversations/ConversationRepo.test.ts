import { expect, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { v7 as uuid } from "uuid"
import { describe } from "vitest"
import { ConversationRepo, IdConflict } from "../../../src/chat/conversations/ConversationRepo.ts"
import { everyLayer, newest, question, shelbyville, springfield } from "./ConversationRepoStories.ts"

describe.each(everyLayer)("conversations %s", (_, conversations) => {
  layer(Layer.orDie(conversations), { timeout: "60 seconds" })(it => {
    it.effect("gives back messages as they were said, newest last", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const asked = question("order")
        const answered = question("order", { clientId: null, type: "assistant", content: "Tuesday 3", metadata: {} })
        expect(yield* repo.append(asked)).toEqual({ messageId: asked.id, duplicate: false })
        expect(yield* repo.append(answered)).toEqual({ messageId: answered.id, duplicate: false })
        expect(yield* repo.messages(springfield, "order", newest)).toEqual([asked, answered])
      })
    )

    it.effect("stores a repeated message once, and answers with the first", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const first = question("twice")
        yield* repo.append(first)
        const { current_view, selected_entities } = { current_view: "weekly", selected_entities: ["9a"] }
        // The same frame, later and written down with its keys in another order.
        const metadata = { context: { selected_entities, current_view } }
        const again = question("twice", { id: uuid(), at: first.at + 9, metadata })
        expect(yield* repo.append(again)).toEqual({ messageId: first.id, duplicate: true })
        expect(yield* repo.messages(springfield, "twice", newest)).toEqual([first])
      })
    )

    it.effect("stores a message once when it arrives many times at once", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const arrivals = yield* Effect.forEach(
          Array.from({ length: 12 }, () => question("race")),
          message => repo.append(message),
          { concurrency: "unbounded" }
        )
        const [stored, ...others] = yield* repo.messages(springfield, "race", newest)
        expect(others).toEqual([])
        expect(arrivals.filter(arrival => !arrival.duplicate)).toHaveLength(1)
        expect(new Set(arrivals.map(arrival => arrival.messageId))).toEqual(new Set([stored?.id]))
      })
    )

    it.effect.each([
      { what: "content", other: { content: "\ud83e" } },
      { what: "type", other: { type: "command" as const } },
      { what: "metadata", other: { metadata: { context: { current_view: "teacher" } } } }
    ])("refuses a known id with another body: $what", ({ what, other }) =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const name = `conflict ${what}`
        const first = question(name, { content: "\ud83d" })
        yield* repo.append(first)
        const changed = question(name, { content: first.content, ...other })
        expect(yield* Effect.flip(repo.append(changed))).toEqual(new IdConflict({ clientId: "q1" }))
        expect(yield* repo.messages(springfield, name, newest)).toEqual([first])
      })
    )

    it.effect("lets other users and other schools use the same client ids", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const ours = question("shared", { userId: "smith" })
        const colleague = question("shared by jones", { userId: "jones", content: "And 9B?" })
        const theirs = question("shared", { userId: "smith", schoolId: shelbyville, content: "Ours!" })
        for (const message of [ours, colleague, theirs])
          expect(yield* repo.append(message)).toEqual({ messageId: message.id, duplicate: false })
        expect(yield* repo.messages(springfield, "shared", newest)).toEqual([ours])
        expect(yield* repo.messages(springfield, "shared by jones", newest)).toEqual([colleague])
        expect(yield* repo.messages(shelbyville, "shared", newest)).toEqual([theirs])
      })
    )

    it.effect("stores a message of the server once, however often it is repeated", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const answer = question("retried", { clientId: null, type: "assistant" })
        expect(yield* repo.append(answer)).toEqual({ messageId: answer.id, duplicate: false })
        expect(yield* repo.append(answer)).toEqual({ messageId: answer.id, duplicate: true })
        expect(yield* repo.messages(springfield, "retried", newest)).toEqual([answer])
      })
    )

    it.effect("stores everything that has no client id", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const said = Array.from({ length: 3 }, () => question("server", { clientId: null, type: "system" }))
        for (const message of said) yield* repo.append(message)
        expect(yield* repo.messages(springfield, "server", newest)).toEqual(said)
      })
    )

    it.effect.each([
      { what: "lone surrogates", text: "a\ud83d b\udc69 c" },
      { what: "a NUL", text: "a\0b" },
      { what: "right to left, bidi controls and emoji", text: "\u202e مرحبا 👩‍🏫 \u2066x\u2069" },
      { what: "what looks like SQL", text: "'); DROP TABLE message; -- $1 \\ \\u0000" },
      { what: "nothing", text: "" }
    ])("keeps $what", ({ what, text }) =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const message = question(`text ${what}`, { content: text, metadata: { [`key ${text}`]: [text, null, 1.5] } })
        yield* repo.append(message)
        expect(yield* repo.messages(springfield, `text ${what}`, newest)).toEqual([message])
        expect(yield* repo.append({ ...message, id: uuid() })).toEqual({ messageId: message.id, duplicate: true })
      })
    )

    it.effect("answers in pages, backwards from the newest, of at least one and at most 500", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const said = Array.from({ length: 502 }, (_, i) => question("long", { clientId: null, content: `${i}` }))
        yield* Effect.forEach(said, message => repo.append(message), { concurrency: 8 })
        const page = (limit: number, before: string | null) =>
          Effect.map(repo.messages(springfield, "long", { limit, before }), messages =>
            messages.map(message => Number(message.content))
          )
        expect(yield* page(2, null)).toEqual([500, 501])
        expect(yield* page(3, said[500]?.id ?? "")).toEqual([497, 498, 499])
        expect(yield* page(3, said[1]?.id ?? "")).toEqual([0])
        expect(yield* page(3, said[0]?.id ?? "")).toEqual([])
        expect(yield* page(0, null)).toEqual([501])
        expect((yield* page(9999, null)).length).toBe(500)
      })
    )

    it.effect("answers an unknown conversation with nothing", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        expect(yield* repo.messages(springfield, "never", newest)).toEqual([])
      })
    )
  })
})
