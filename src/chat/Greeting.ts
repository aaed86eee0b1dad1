import { Cache, Effect } from "effect"
import type { ProviderStates } from "../assistant/ProviderStates.ts"
import { maxListed, maxTopics } from "../protocol/ClientFrame.ts"
import { maxDepth, maxKeys } from "../protocol/jsonShape.ts"
import { eventFrame, type ServerFrame } from "../protocol/ServerFrame.ts"
import type { ScheduleRepo } from "../schedule/ScheduleRepo.ts"
import type { SchoolId } from "../timetable/School.ts"
import type { TimetableHead, TimetableId } from "../timetable/Timetable.ts"
import { commands } from "./commands.ts"
import { inbox, type Session } from "./Session.ts"
import type { Stamper } from "./Stamp.ts"
import { wireTimetable } from "./wire.ts"

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

const wireCommands = commands.map(command => command.wire)

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
export const makeGreeting = (
  repo: typeof ScheduleRepo.Service,
  stamp: Stamper,
  announced: Announced,
  assistant: typeof ProviderStates.Service
) =>
  Effect.map(
    Cache.make({
      capacity: 1_000,
      timeToLive: "1 second",
      lookup: (schoolId: SchoolId) => Effect.orElseSucceed(repo.head(schoolId, null), () => null)
    }),
    currentOf =>
      (
        session: Session,
        about: { readonly ref: string | null; readonly resume: boolean }
      ): Effect.Effect<ServerFrame> =>
        Effect.zipWith(
          session.timetableId === null
            ? currentOf.get(session.user.schoolId)
            : Effect.orElseSucceed(repo.head(session.user.schoolId, session.timetableId), () => null),
          assistant.current,
          (timetable: TimetableHead | null, { provider, state }) =>
            eventFrame(`Welcome. ${whatStands(session.timetableId, timetable)} /help tells what you can ask.`, {
              event: "ready",
              ...(about.ref === null ? {} : { ref: about.ref }),
              connection_id: session.connection.id,
              session_id: session.id,
              user: { id: session.user.id, name: session.user.name },
              protocol: "timetable-chat.v1",
              timetable: timetable === null ? null : wireTimetable(timetable),
              resumed: false,
              ...(about.resume ? { reason: "this server does not keep sessions yet: load what you need again" } : {}),
              topics: [],
              limits: {
                max_message_bytes: announced.maxMessageBytes,
                messages_per_second: announced.messagesPerSecond,
                burst: announced.burst,
                topics: maxTopics,
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
        )
  )
