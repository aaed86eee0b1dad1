import { Effect, Layer, Redacted } from "effect"
import { Redis } from "ioredis"
import { v7 as uuid } from "uuid"
import { Bus, Listeners } from "../chat/Bus.ts"

/** Kept apart from whatever else lives in the same Redis. */
const prefix = "timetable-chat:"
const longestPauseMillis = 5_000

/** A client that sends at once or not at all, and comes back by itself; gone with the Scope. */
export const connect = (url: Redacted.Redacted) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const redis = new Redis(Redacted.value(url), {
        lazyConnect: true,
        // Word that is late is of no use: what cannot be sent now is lost.
        enableOfflineQueue: false,
        maxRetriesPerRequest: 0,
        retryStrategy: times => Math.min(100 * 2 ** times, longestPauseMillis)
      })
      // It tries again by itself; without a listener the process would end.
      redis.on("error", () => {})
      redis.connect().catch(() => {})
      return redis
    }),
    redis => Effect.sync(() => redis.disconnect())
  )

/**
 * Several nodes: Redis Pub/Sub carries the word from one to the others. On the own node it is heard at once, with or
 * without Redis; while Redis is away the other nodes hear nothing.
 */
export const layer = (url: Redacted.Redacted) =>
  Layer.scoped(
    Bus,
    Effect.gen(function* () {
      const node = uuid()
      const listeners = new Listeners()
      const channels = new Set<string>()
      const out = yield* connect(url)
      const inward = yield* connect(url)
      const subscribe = (names: ReadonlyArray<string>) => {
        if (names.length > 0 && inward.status === "ready") inward.subscribe(...names).catch(() => {})
      }
      inward.on("ready", () => subscribe([...channels]))
      inward.on("message", (name, message) => {
        const cut = message.indexOf(" ")
        if (message.slice(0, cut) !== node) listeners.tell(name.slice(prefix.length), message.slice(cut + 1))
      })
      return {
        tell: (channel, text) => {
          listeners.tell(channel, text)
          if (out.status === "ready") out.publish(prefix + channel, `${node} ${text}`).catch(() => {})
        },
        listen: (channel, hear) =>
          Effect.acquireRelease(
            Effect.sync(() => {
              const own = (text: string) => hear(text)
              if (listeners.add(channel, own)) {
                channels.add(prefix + channel)
                subscribe([prefix + channel])
              }
              return own
            }),
            own =>
              Effect.sync(() => {
                if (!listeners.remove(channel, own)) return
                channels.delete(prefix + channel)
                if (inward.status === "ready") inward.unsubscribe(prefix + channel).catch(() => {})
              })
          )
      }
    })
  )
