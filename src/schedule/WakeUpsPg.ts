import * as SqlClient from "@effect/sql/SqlClient"
import { Data, type Duration, Effect, Layer, Option, Redacted, Schedule, Schema } from "effect"
import Pg from "pg"
import { SchoolId } from "../timetable/School.ts"
import type { Place, TopicRef } from "./EventLog.ts"
import { WakeUps } from "./WakeUps.ts"

const channel = "timetable_chat_topics"
/** PostgreSQL takes 8000 bytes a notification; ids are short, so that this many fit. */
const topicsANotification = 16
/** What waits beyond that is found by the poll. */
const waitingAtMost = 2_000

export interface WakeUpSettings {
  /** Word of many events is gathered for so long. */
  readonly gather: Duration.DurationInput
  /** The net below: how long what was not heard of may go unnoticed. */
  readonly poll: Duration.DurationInput
  /** Longest pause between two attempts to listen again. */
  readonly retry: Duration.DurationInput
}
const defaults: WakeUpSettings = { gather: "25 millis", poll: "2 seconds", retry: "2 seconds" }

/** [school, topic, epoch, seq], … */
const Notification = Schema.parseJson(Schema.Array(Schema.Tuple(SchoolId, Schema.String, Schema.String, Schema.Int)))
const decode = Schema.decodeUnknownOption(Notification)
const encode = Schema.encodeSync(Notification)

/** The connection was not made, broke off, or does not answer. */
class NotListening extends Data.TaggedError("NotListening")<{ readonly cause: unknown }> {}

type Hear = (news: ReadonlyArray<TopicRef & Place> | null) => void

/**
 * A connection of its own that listens, until it dies. The client's own `listen` goes deaf without a word when its
 * connection dies, so this one is watched: it is asked something now and then, and ends when no answer comes.
 */
const listening = (url: Redacted.Redacted, hear: Hear) =>
  Effect.scoped(
    Effect.gen(function* () {
      const client = yield* Effect.acquireRelease(
        Effect.sync(
          () =>
            new Pg.Client({
              connectionString: Redacted.value(url),
              application_name: "timetable-chat wake-ups",
              connectionTimeoutMillis: 5_000,
              query_timeout: 5_000,
              keepAlive: true
            })
        ),
        made => Effect.promise(() => made.end().catch(() => {})).pipe(Effect.timeoutOption("1 second"))
      )
      const died = Effect.async<never, NotListening>(resume => {
        client.on("error", cause => resume(new NotListening({ cause })))
        client.on("end", () => resume(new NotListening({ cause: "the connection ended" })))
      })
      const asked = (query: string) =>
        Effect.tryPromise({
          try: () => client.query(query),
          catch: cause => new NotListening({ cause })
        })
      const connected = Effect.tryPromise({
        try: () => client.connect(),
        catch: cause => new NotListening({ cause })
      })
      client.on("notification", ({ payload }) => {
        hear(
          Option.getOrNull(decode(payload))?.map(([schoolId, topic, epoch, seq]) => ({
            schoolId,
            topic,
            epoch,
            seq
          })) ?? null
        )
      })
      const alive = Effect.gen(function* () {
        yield* connected
        yield* asked(`LISTEN ${channel}`)
        // What was said while nobody listened is gone.
        hear(null)
        return yield* Effect.forever(Effect.zipRight(Effect.sleep("10 seconds"), asked("SELECT 1")))
      })
      return yield* Effect.raceFirst(died, alive)
    })
  )

/** NOTIFY and LISTEN, and a poll as a net: word goes out after the transaction, so a node may die before it is sent. */
export const layerWith = (url: Redacted.Redacted, options: Partial<WakeUpSettings> = {}) =>
  Layer.scoped(
    WakeUps,
    Effect.gen(function* () {
      const settings = { ...defaults, ...options }
      const sql = yield* SqlClient.SqlClient
      const waiting = new Map<string, TopicRef & Place>()

      const send = Effect.suspend(() => {
        const news = [...waiting.values()]
        waiting.clear()
        const pieces = Array.from({ length: Math.ceil(news.length / topicsANotification) }, (_, i) =>
          news.slice(i * topicsANotification, (i + 1) * topicsANotification)
        )
        return Effect.forEach(
          pieces,
          piece => {
            const payload = encode(piece.map(({ schoolId, topic, epoch, seq }) => [schoolId, topic, epoch, seq]))
            return sql`SELECT pg_notify(${channel}, ${payload})`
          },
          { discard: true }
        )
      }).pipe(Effect.catchAllCause(cause => Effect.logDebug("other nodes could not be woken", cause)))
      const something = Effect.unsafeMakeLatch(false)
      const gathered = something.await.pipe(
        Effect.zipRight(Effect.sleep(settings.gather)),
        Effect.zipRight(something.close),
        Effect.zipRight(send)
      )
      yield* Effect.forkScoped(Effect.forever(gathered))

      return {
        announce: (topic, place) => {
          if (waiting.size >= waitingAtMost) return
          waiting.set(JSON.stringify([topic.schoolId, topic.topic]), { ...topic, ...place })
          something.unsafeOpen()
        },
        listen: hear =>
          Effect.gen(function* () {
            yield* listening(url, hear).pipe(
              Effect.tapError(error => Effect.logWarning("the database's notifications are not heard; polling", error)),
              Effect.retry(Schedule.exponential("100 millis").pipe(Schedule.union(Schedule.spaced(settings.retry)))),
              Effect.forkScoped
            )
            yield* Effect.forkScoped(
              Effect.schedule(
                Effect.sync(() => hear(null)),
                Schedule.spaced(settings.poll)
              )
            )
          })
      }
    })
  )

export const layer = (url: Redacted.Redacted) => layerWith(url)
