import { Effect } from "effect"
import { EventLog, type Place, type StoredEvent } from "../../schedule/EventLog.ts"
import type { Session } from "../sessions/Session.ts"
import { makeEventTexts } from "./EventTexts.ts"
import type { Kept } from "./LiveTopic.ts"
import { missedAtMost, missedSince } from "./missed.ts"
import type { OpenTopic } from "./OpenTopics.ts"
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

  /** All that came after a place, from what is at hand or from the log; it is then at hand for the next who asks. */
  const readSince = (open: OpenTopic, from: Place) =>
    Effect.gen(function* () {
      const { live, topic } = open
      // Another node told it of what this one has not heard of.
      if (live.place !== null && live.place.seq < from.seq) yield* readOn(open)
      const atHand = live.since(from)
      if (atHand !== null) return atHand
      const page = yield* log.read(topic, { after: from.seq, limit: missedAtMost + 1 })
      const events = missedSince(from, page)
      if (typeof events === "string") return events
      const frames = yield* encoded(topic, page.place, events)
      if (live.place === null) live.startAt(page.place)
      absorb(open, page.place, frames)
      live.remember(frames)
      return frames
    }).pipe(
      Effect.catchAllCause(cause =>
        Effect.as(Effect.logWarning("what was missed could not be read", cause), "unavailable" as const)
      )
    )

  /** Puts together what a held follower missed since a place and was not told. */
  const readMissed = (open: OpenTopic, session: Session, from: Place) =>
    Effect.map(readSince(open, from), frames => {
      if (typeof frames === "string") return frames
      const { live, missed } = open
      const texts = live.resumed(session, from, frames).map(({ text }) => text)
      missed.set(session, [...texts, ...(missed.get(session) ?? [])])
      return "resumed" as const
    })

  /** Tells a held follower what it missed, and what came since it was held. */
  const release = (open: OpenTopic, session: Session): Effect.Effect<void> =>
    Effect.gen(function* () {
      const { live, missed } = open
      if (!live.isHeld(session)) return
      for (const text of missed.get(session) ?? []) session.tellEncoded(text)
      missed.delete(session)
      for (;;) {
        const from = live.heldFrom(session)
        if (from === null) break
        const atHand = live.since(from)
        // It may have been held for so long that this is not at hand any more; then more may come while it is read.
        const frames = atHand ?? (yield* readSince(open, from))
        if (typeof frames === "string") return session.close("internal")
        for (const { text } of frames) session.tellEncoded(text)
        if (atHand !== null || frames.length === 0) break
        live.toldUpTo(session, { epoch: live.place?.epoch ?? from.epoch, seq: from.seq + frames.length })
      }
      live.release(session)
    })

  return { readOn, standing, readMissed, release }
})
