import { Effect } from "effect"
import { EventLog, type Place, type StoredEvent } from "../schedule/EventLog.ts"
import { makeEventTexts } from "./EventTexts.ts"
import type { Kept } from "./LiveTopic.ts"
import { missedAtMost, missedSince } from "./missed.ts"
import type { OpenTopic } from "./OpenTopics.ts"
import type { Session } from "./Session.ts"
import type { Topic } from "./Topic.ts"

/** What is read of the log for a topic that is open here. All of it runs in the lane of its topic. */
export const makeTopicReader = Effect.gen(function* () {
  const log = yield* EventLog
  const texts = yield* makeEventTexts

  const encoded = (topic: Topic, place: Place, events: ReadonlyArray<StoredEvent>) =>
    Effect.forEach(events, event =>
      Effect.map(texts.event(topic, place, event), (text): Kept => ({ seq: event.seq, text }))
    )

  /** What was read reaches those who follow, too, where this node had not heard of it. */
  const absorb = ({ live }: OpenTopic, { epoch }: Place, frames: ReadonlyArray<Kept>): void => {
    for (const { seq, text } of frames) if (live.place !== null && seq > live.place.seq) live.take({ epoch, seq }, text)
  }

  /** Goes on from where this node stands, until nothing is new. */
  const readOn = (open: OpenTopic): Effect.Effect<void> =>
    Effect.gen(function* () {
      const { live, topic } = open
      if (live.place === null) return
      const page = yield* log.read(topic, { after: live.place.seq, limit: missedAtMost })
      if (page.place.epoch !== live.place.epoch && live.place.epoch !== "") return live.startAt(page.place)
      absorb(open, page.place, yield* encoded(topic, page.place, page.events))
      if (page.events.length === missedAtMost) yield* readOn(open)
      // What is missing was forgotten already: those who follow see it by the numbers.
      else if (live.place.seq < page.place.seq) live.startAt(page.place)
    }).pipe(Effect.catchAllCause(cause => Effect.logWarning("a topic could not be read on", cause)))

  /** null: it cannot be learned just now. */
  const standing = ({ live, topic }: OpenTopic): Effect.Effect<Place | null> =>
    Effect.gen(function* () {
      if (live.place !== null) return live.place
      const { place } = yield* log.read(topic, { after: null, limit: 0 })
      // Something may have been told while it was read.
      if (live.place === null) live.startAt(place)
      return live.place
    }).pipe(Effect.catchAllCause(cause => Effect.as(Effect.logDebug("a topic could not be read", cause), null)))

  /** Puts together what a held follower missed, from what is at hand or from the log. */
  const readMissed = (open: OpenTopic, session: Session, from: Place) =>
    Effect.gen(function* () {
      const { live, topic, missed } = open
      const atHand = live.since(from)
      if (atHand !== null && live.place !== null) {
        missed.set(session, atHand)
        live.holdFrom(session, live.place)
        return "resumed" as const
      }
      const page = yield* log.read(topic, { after: from.seq, limit: missedAtMost + 1 })
      const events = missedSince(from, page)
      if (typeof events === "string") return events
      const frames = yield* encoded(topic, page.place, events)
      if (live.place === null) live.startAt(page.place)
      absorb(open, page.place, frames)
      live.remember(frames)
      missed.set(
        session,
        frames.map(({ text }) => text)
      )
      live.holdFrom(session, page.place)
      return "resumed" as const
    }).pipe(
      Effect.catchAllCause(cause =>
        Effect.as(Effect.logWarning("what was missed could not be read", cause), "unavailable" as const)
      )
    )

  /** Tells a held follower what it missed, and what came since that was put together. */
  const release = (open: OpenTopic, session: Session): Effect.Effect<void> =>
    Effect.gen(function* () {
      const { live, missed } = open
      if (!live.isHeld(session)) return
      const tellMissed = () => {
        for (const text of missed.get(session) ?? []) session.tellEncoded(text)
        missed.delete(session)
      }
      tellMissed()
      const from = live.heldFrom(session)
      if (from !== null && live.since(from) === null) {
        // It was held for so long that this is not at hand any more.
        const found = yield* readMissed(open, session, from)
        if (found !== "resumed") return session.close("internal")
        tellMissed()
      }
      for (const text of live.since(live.heldFrom(session) ?? { epoch: "", seq: 0 }) ?? []) session.tellEncoded(text)
      live.release(session)
    })

  return { readOn, standing, readMissed, release }
})
