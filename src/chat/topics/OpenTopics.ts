import { Effect, Exit, Runtime, Scope } from "effect"
import type { Place, TopicRef } from "../../schedule/EventLog.ts"
import { Bus } from "../Bus.ts"
import { type Fork, Lane } from "../Lane.ts"
import { ConnectionRegistry } from "../sessions/ConnectionRegistry.ts"
import type { Session } from "../sessions/Session.ts"
import { LiveTopic, type Mine } from "./LiveTopic.ts"
import { keyOf, type Topic } from "./Topic.ts"
import { type Followed, followedAtMost } from "./Topics.ts"

/** A topic that is followed here; whatever reads the log for it goes through its lane. */
export interface OpenTopic {
  readonly topic: Topic
  readonly live: LiveTopic
  readonly lane: Lane
  /** Of held followers: what was read of the log, to be told before anything else. */
  readonly missed: Map<Session, ReadonlyArray<string>>
  readonly scope: Scope.CloseableScope
}

/** Between nodes a kept frame travels as `K epoch seq frame`, another as `P connection frame`; "-" is nobody's. */
const kept = ({ epoch, seq }: Place, text: string): string => `K ${epoch} ${seq} ${text}`
const passed = (exceptConnection: string, text: string): string => `P ${exceptConnection} ${text}`

const channelOf = (topic: TopicRef): string => `topic:${keyOf(topic)}`

/**
 * The topics that are open on this node: each as long as somebody follows it, with its channel on the bus. `onGap` hears
 * when a frame came before its turn. Ends with the scope.
 */
export const makeOpenTopics = (fork: Fork, onGap: (open: OpenTopic) => void) =>
  Effect.gen(function* () {
    const registry = yield* ConnectionRegistry
    const bus = yield* Bus
    const runSync = Runtime.runSync(yield* Effect.runtime<never>())
    const all = new Map<string, OpenTopic>()
    const followed = new Map<Session, Map<string, OpenTopic>>()

    const take = (open: OpenTopic, place: Place, text: string, mine: Mine | null): void => {
      if (open.live.take(place, text, mine) === "gap") onGap(open)
    }

    const hear = (open: OpenTopic, message: string): void => {
      const first = message.indexOf(" ", 2)
      if (message.startsWith("P")) return open.live.pass(message.slice(first + 1), message.slice(2, first))
      const second = message.indexOf(" ", first + 1)
      const place = { epoch: message.slice(2, first), seq: Number(message.slice(first + 1, second)) }
      take(open, place, message.slice(second + 1), null)
    }

    const opened = (topic: Topic): OpenTopic => {
      const known = all.get(keyOf(topic))
      if (known !== undefined) return known
      const scope = runSync(Scope.make())
      const lane = new Lane(fork, Number.POSITIVE_INFINITY)
      const open: OpenTopic = { topic, live: new LiveTopic(), lane, missed: new Map(), scope }
      all.set(keyOf(topic), open)
      const listening = bus.listen(channelOf(topic), message => hear(open, message))
      runSync(Scope.extend(listening, scope))
      return open
    }

    const leave = (session: Session, open: OpenTopic): void => {
      open.live.leave(session)
      open.missed.delete(session)
      followed.get(session)?.delete(keyOf(open.topic))
      if (open.live.followers > 0 || all.get(keyOf(open.topic)) !== open) return
      all.delete(keyOf(open.topic))
      fork(Scope.close(open.scope, Exit.void))
    }

    yield* registry.onLeave(session => {
      for (const open of [...(followed.get(session)?.values() ?? [])]) leave(session, open)
      followed.delete(session)
    })

    return {
      find: (topic: TopicRef): OpenTopic | undefined => all.get(keyOf(topic)),
      topics: (): ReadonlyArray<Topic> => [...all.values()].map(({ topic }) => topic),
      /** Followers of all topics together. */
      subscriptions: (): number => [...all.values()].reduce((sum, { live }) => sum + live.followers, 0),
      followed: (session: Session): ReadonlyArray<Followed> =>
        [...(followed.get(session)?.values() ?? [])].map(({ topic, live }) => ({
          topic,
          place: live.heldFrom(session) ?? live.place
        })),
      leave,
      /** null: its connection has ended while its frame waited. */
      join: (session: Session, topic: Topic, held: boolean): OpenTopic | null => {
        if (!registry.has(session)) return null
        const open = opened(topic)
        if (open.live.has(session)) return open
        open.live.join(session, held)
        const own = followed.get(session) ?? new Map<string, OpenTopic>()
        followed.set(session, own.set(keyOf(topic), open))
        const oldest = [...own.values()].find(({ topic }) => topic.name.startsWith("conv:"))
        if (own.size > followedAtMost && oldest !== undefined) leave(session, oldest)
        return open
      },
      /** Here and on the other nodes. */
      tell: (topic: Topic, place: Place, text: string, mine: Mine | null): void => {
        const open = all.get(keyOf(topic))
        if (open !== undefined) take(open, place, text, mine)
        else {
          mine?.placed(place)
          // Whose own frame it is may follow from here on.
          const opened = all.get(keyOf(topic))
          if (opened !== undefined && opened.live.place === null) opened.live.startAt(place)
        }
        bus.tell(channelOf(topic), kept(place, text))
      },
      pass: (topic: Topic, text: string, exceptConnection: string): void =>
        bus.tell(channelOf(topic), passed(exceptConnection, text))
    }
  })
