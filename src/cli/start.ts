import { Command } from "@effect/cli"
import { Console, Effect, Layer, Option } from "effect"
import { localUser, server } from "../App.ts"
import { AiProvider } from "../assistant/AiProvider.ts"
import { ScheduleRepo } from "../schedule/ScheduleRepo.ts"
import { warmUp } from "../schedule/warmUp.ts"
import { HttpDoor } from "../server/HttpDoor.ts"
import { badInput, failed } from "./Failure.ts"
import { logging, readSettings, refuseOpenHost } from "./settings.ts"
import { explainStorage } from "./storageFailures.ts"

const urlOf = (host: string, port: number): string => `http://${host.includes(":") ? `[${host}]` : host}:${port}`

/** The one line that says: it stands, here, with this. */
const announce = (host: string, storedIn: string) =>
  Effect.gen(function* () {
    const { port } = yield* HttpDoor
    const provider = yield* AiProvider
    const repo = yield* ScheduleRepo
    const current = yield* Effect.option(repo.head(localUser.schoolId, null))
    const about = Option.match(current, { onNone: () => "no timetable", onSome: head => head.name })
    yield* Console.log(
      `timetable-chat is ready at ${urlOf(host, port)} (WebSocket at /ws/chat; ${about}; ${storedIn}; assistant: ${provider.name})`
    )
  })

export const start = Command.make("start", {}, () =>
  Effect.gen(function* () {
    const config = yield* readSettings
    yield* refuseOpenHost(config)
    const storedIn = Option.isSome(config.databaseUrl) ? "PostgreSQL" : `embedded database in ${config.dataDir}`
    const layer = Layer.provideMerge(server(config), logging(config))
    return yield* announce(config.host, storedIn).pipe(
      Effect.zipRight(warmUp()),
      Effect.zipRight(Effect.never),
      Effect.provide(layer),
      explainStorage,
      Effect.catchTags({
        CannotListen: error => Effect.fail(failed(`cannot listen on ${error.host}:${error.port}: ${error.reason}`)),
        NoKey: error => Effect.fail(badInput(`settings: ${error.message}`)),
        BrokenTimetable: error => Effect.die(error)
      })
    )
  })
).pipe(Command.withDescription("Start the server: the endpoint /ws/chat, health, metrics."))
