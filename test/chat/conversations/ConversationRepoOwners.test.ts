import { expect, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { describe, it } from "vitest"
import {
  ConversationRepo,
  noSuchConversation,
  type StoredMessage,
  titleFrom
} from "../../../src/chat/conversations/ConversationRepo.ts"
import {
  everyLayer,
  firstPage,
  newest,
  ownerOf,
  question,
  shelbyville,
  springfield
} from "./ConversationRepoStories.ts"

describe.each(everyLayer)("conversations %s", (_, conversations) => {
  layer(Layer.orDie(conversations), { timeout: "60 seconds" })(it => {
    it.effect("belong to who began them: a colleague is told that there is none", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const smiths = question("private")
        yield* repo.append(smiths)
        const colleague = { schoolId: springfield, userId: "curious jones" }
        const intruder = question("private", { userId: "curious jones" })
        const refused = noSuchConversation("private")
        expect(yield* Effect.flip(repo.append(intruder))).toEqual(refused)
        expect(yield* Effect.flip(repo.history(colleague, "private", newest))).toEqual(refused)
        expect(yield* Effect.flip(repo.rename(colleague, "private", "Mine"))).toEqual(refused)
        expect(yield* Effect.flip(repo.remove(colleague, "private"))).toEqual(refused)
        expect(yield* repo.list(colleague, firstPage)).toEqual([])
        expect(yield* repo.history(ownerOf("private"), "private", newest)).toEqual([smiths])
        // What was refused left nothing behind: the same frame may be said elsewhere.
        const elsewhere = { ...intruder, conversationId: "jones' own" }
        expect(yield* repo.append(elsewhere)).toEqual({ messageId: intruder.id, duplicate: false })
      })
    )

    it.effect("belong to their school: the same user id at another school is another person", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        yield* repo.append(question("at springfield"))
        const namesake = { ...ownerOf("at springfield"), schoolId: shelbyville }
        const refused = noSuchConversation("at springfield")
        expect(yield* Effect.flip(repo.history(namesake, "at springfield", newest))).toEqual(refused)
        expect(yield* Effect.flip(repo.remove(namesake, "at springfield"))).toEqual(refused)
        expect(yield* repo.list(namesake, firstPage)).toEqual([])
      })
    )

    it.effect("are listed with the latest first, by title, dates and number of messages, in pages", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const owner = { schoolId: springfield, userId: "lister" }
        const say = (conversationId: string, at: number, other: Partial<StoredMessage> = {}) =>
          repo.append(question(conversationId, { userId: "lister", clientId: null, at, ...other }))
        yield* say("list a", 100, { type: "system", content: "Welcome" })
        yield* say("list a", 400, { content: "Where can 9A\n Maths go?" })
        yield* say("list b", 200, { type: "command", content: "/conflicts day=monday" })
        yield* say("list c", 300, { type: "assistant", content: "Good morning" })
        // Said earlier, stored later: the date of the newest message does not go back.
        yield* say("list a", 350, { content: "Thanks" })
        yield* say("list d", 300, { content: "Same moment as c" })
        const a = { id: "list a", title: "Where can 9A Maths go?", createdAt: 100, lastAt: 400, messages: 3 }
        const b = { id: "list b", title: "/conflicts day=monday", createdAt: 200, lastAt: 200, messages: 1 }
        const c = { id: "list c", title: "", createdAt: 300, lastAt: 300, messages: 1 }
        const d = { id: "list d", title: "Same moment as c", createdAt: 300, lastAt: 300, messages: 1 }
        expect(yield* repo.list(owner, firstPage)).toEqual([a, d, c, b])
        expect(yield* repo.list(owner, { limit: 2, after: null })).toEqual([a, d])
        expect(yield* repo.list(owner, { limit: 2, after: d })).toEqual([c, b])
        expect(yield* repo.list(owner, { limit: 2, after: b })).toEqual([])
        expect(yield* repo.list(owner, { limit: 0, after: null })).toEqual([a])
      })
    )

    it.effect("are listed at most a hundred at a time", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const owner = { schoolId: springfield, userId: "talkative" }
        const said = Array.from({ length: 102 }, (_, i) =>
          question(`talk ${i}`, { userId: owner.userId, clientId: null, at: i })
        )
        yield* repo.appendAll(said)
        const listed = yield* repo.list(owner, { limit: 9999, after: null })
        expect(listed.map(({ lastAt }) => lastAt)).toEqual(Array.from({ length: 100 }, (_, i) => 101 - i))
      })
    )

    it.effect("can be renamed, and keep that name whatever is said next", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const titles = Effect.map(repo.list(ownerOf("named"), firstPage), all => all.map(({ title }) => title))
        yield* repo.append(question("named"))
        yield* repo.rename(ownerOf("named"), "named", "  9A\0 Maths 👩‍🏫 \ud83d ")
        yield* repo.append(question("named", { clientId: "q2", content: "And on Tuesday?" }))
        expect(yield* titles).toEqual(["9A Maths 👩‍🏫 \ud83d"])
        const refused = noSuchConversation("nameless")
        expect(yield* Effect.flip(repo.rename(ownerOf("named"), "nameless", "x"))).toEqual(refused)
      })
    )

    it.effect("are gone once removed, and a late answer does not bring them back", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const owner = ownerOf("regretted")
        yield* repo.append(question("regretted"))
        yield* repo.remove(owner, "regretted")
        const refused = noSuchConversation("regretted")
        const late = question("regretted", { clientId: null, type: "assistant", content: "Tuesday 3" })
        expect(yield* Effect.flip(repo.append(late))).toEqual(refused)
        expect(yield* repo.appendAll([late])).toBe(0)
        expect(yield* Effect.flip(repo.append(question("regretted", { clientId: "q2" })))).toEqual(refused)
        expect(yield* Effect.flip(repo.history(owner, "regretted", newest))).toEqual(refused)
        expect(yield* Effect.flip(repo.rename(owner, "regretted", "Back"))).toEqual(refused)
        expect(yield* Effect.flip(repo.remove(owner, "regretted"))).toEqual(refused)
        expect(yield* repo.messages(springfield, "regretted", newest)).toEqual([])
        expect(yield* repo.list(owner, firstPage)).toEqual([])
      })
    )

    it.effect("lose everything when they are removed while many are speaking", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const owner = ownerOf("stormy")
        yield* repo.append(question("stormy"))
        const speak = (i: number) => Effect.either(repo.append(question("stormy", { clientId: `s${i}` })))
        yield* Effect.all([...Array.from({ length: 8 }, (_, i) => speak(i)), repo.remove(owner, "stormy")], {
          concurrency: "unbounded"
        })
        expect(yield* repo.messages(springfield, "stormy", newest)).toEqual([])
        expect(yield* repo.list(owner, firstPage)).toEqual([])
      })
    )

    it.effect("take a batch once, however often and in whatever pieces it comes", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const userId = "smith in a batch"
        const log = Array.from({ length: 230 }, (_, i) => [
          question(`batch ${i % 3}`, { userId, clientId: `c${i}`, type: "command", content: `/help \0${i}` }),
          question(`batch ${i % 3}`, { userId, clientId: null, type: "assistant", content: `Help \ud83d ${i}` })
        ]).flat()
        expect(yield* repo.appendAll([])).toBe(0)
        expect(yield* repo.appendAll(log.slice(0, 10))).toBe(10)
        expect(yield* repo.appendAll(log)).toBe(450)
        expect(yield* repo.appendAll(log)).toBe(0)
        // A client id that was used already, in another message.
        expect(yield* repo.appendAll([question("batch 0", { userId, clientId: "c3", content: "/score" })])).toBe(0)
        const kept = yield* repo.messages(springfield, "batch 1", newest)
        expect(kept).toEqual(log.filter(({ conversationId }) => conversationId === "batch 1"))
        const listed = yield* repo.list({ schoolId: springfield, userId }, firstPage)
        expect(listed.map(({ title, messages }) => [title, messages])).toEqual([
          ["/help 2", 152],
          ["/help 1", 154],
          ["/help 0", 154]
        ])
      })
    )

    it.effect("take of a batch what its sender may say", () =>
      Effect.gen(function* () {
        const repo = yield* ConversationRepo
        const mine = question("mixed", { clientId: "m1" })
        yield* repo.append(question("theirs", { userId: "jones of theirs" }))
        const intruding = question("theirs", { clientId: "m2" })
        expect(yield* repo.appendAll([mine, intruding])).toBe(1)
        expect(yield* repo.messages(springfield, "mixed", newest)).toEqual([mine])
        expect(yield* repo.messages(springfield, "theirs", newest)).toHaveLength(1)
      })
    )
  })
})

describe("a title from what was said", () => {
  it.each([
    ["Where can 9A Maths go?", "Where can 9A Maths go?"],
    [" two\n\tlines \0 ", "two lines"],
    ["é".repeat(90), "é".repeat(80)],
    ["👩".repeat(90), "👩".repeat(80)],
    ["", ""]
  ])("%j becomes one line of at most 80 characters", (said, title) => {
    expect(titleFrom(said)).toBe(title)
  })
})
