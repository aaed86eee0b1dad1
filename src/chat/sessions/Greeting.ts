import { Cache, Effect } from "effect"
import { ProviderStates } from "../../assistant/ProviderStates.ts"
import { maxListed } from "../../protocol/ClientFrame.ts"
import { constant } from "../../protocol/constants.ts"
import { maxDepth, maxKeys } from "../../protocol/jsonShape.ts"
import { eventFrame, type ServerFrame } from "../../protocol/ServerFrame.ts"
import { ScheduleRepo } from "../../schedule/ScheduleRepo.ts"
import type { SchoolId } from "../../timetable/School.ts"
import type { TimetableHead, TimetableId } from "../../timetable/Timetable.ts"
import { commands } from "../commands.ts"
import { Stamp } from "../Stamp.ts"
import type { NotResumed } from "../topics/missed.ts"
import { type Followed, followedAtMost } from "../topics/Topics.ts"
import { wireTimetable } from "../wire.ts"
import { inbox, type Session } from "./Session.ts"

export interface Announced {
  readonly maxMessageBytes: number
  readonly messagesPerSecond: number
  readonly burst: number
  /** Frames a second; 0 = no limit, as for connections. */
  readonly ratePerUser: number
  readonly ratePerAddress: number
  readonly connectionsPerUser: number
  readonly connectionsPerAddress: number
  readonly outboxBytes: number
  readonly heartbeatMillis: number
}

export interface ReadyAbout {
  readonly ref: string | null
  readonly topics: ReadonlyArray<Followed>
  /** Of the topics that were to be resumed. */
  readonly results?: ReadonlyArray<{ readonly name: string; readonly result: "resumed" | NotResumed }>
}

const wireCommands = constant(commands.map(command => command.wire))

const whatStands = (asked: TimetableId | null, found: TimetableHead | null): string => {
  if (found !== null) return `This is ${found.name}, version ${found.version}.`
  return asked === null
    ? "There is no timetable yet; import one to begin."
    : `There is no timetable "${asked}" in your school.`
}

/**
 * What every connection is told first. The school's current timetable is looked up once a second at most, so that ten
 * thousand clients that come back together are one query; when the database is down the greeting comes without it.
 */
export const makeGreeting = (announced: Announced) =>
  Effect.gen(function* () {
    const repo = yield* ScheduleRepo
    const stamp = yield* Stamp
    const assistant = yield* ProviderStates
    const currentOf = yield* Cache.make({
      capacity: 1_000,
      timeToLive: "1 second",
      lookup: (schoolId: SchoolId) => Effect.orElseSucceed(repo.head(schoolId, null), () => null)
    })

    return {
      /** null: it cannot be learned just now, or there is none. */
      timetableOf: ({ user, timetableId }: Session): Effect.Effect<TimetableHead | null> =>
        timetableId === null
          ? currentOf.get(user.schoolId)
          : Effect.orElseSucceed(repo.head(user.schoolId, timetableId), () => null),

      ready: (
        session: Session,
        timetable: TimetableHead | null,
        { ref, topics, results = [] }: ReadyAbout
      ): Effect.Effect<ServerFrame> =>
        Effect.map(assistant.current, ({ provider, state }) => {
          const reasons = results.flatMap(({ name, result }) => (result === "resumed" ? [] : [[name, result] as const]))
          return eventFrame(`Welcome. ${whatStands(session.timetableId, timetable)} /help tells what you can ask.`, {
            event: "ready",
            ...(ref === null ? {} : { ref }),
            connection_id: session.connection.id,
            session_id: session.id,
            user: { id: session.user.id, name: session.user.name },
            protocol: "timetable-chat.v1",
            timetable: timetable === null ? null : wireTimetable(timetable),
            resumed: Object.fromEntries(results.map(({ name, result }) => [name, result === "resumed"])),
            ...(reasons.length === 0 ? {} : { reasons: Object.fromEntries(reasons) }),
            topics: topics.flatMap(({ topic, place }) => (place === null ? [] : [{ topic: topic.name, ...place }])),
            limits: {
              max_message_bytes: announced.maxMessageBytes,
              messages_per_second: announced.messagesPerSecond,
              burst: announced.burst,
              topics: followedAtMost,
              runs: 1,
              messages_per_second_user: announced.ratePerUser,
              messages_per_second_address: announced.ratePerAddress,
              connections_per_user: announced.connectionsPerUser,
              connections_per_address: announced.connectionsPerAddress,
              json_depth: maxDepth,
              json_keys: maxKeys,
              entities: maxListed,
              inbox,
              outbox_bytes: announced.outboxBytes
            },
            heartbeat_ms: announced.heartbeatMillis,
            assistant: { provider, state },
            commands: wireCommands,
            server_time: stamp.now()
          })
        })
    }
  })
