import { Context, Effect, Layer, Option, Schedule, Schema } from "effect"
import { eventFrame } from "../../protocol/ServerFrame.ts"
import type { StorageUnavailable } from "../../schedule/StorageUnavailable.ts"
import type { SchoolId } from "../../timetable/School.ts"
import { Bus } from "../Bus.ts"
import { Stamp } from "../Stamp.ts"
import { ConnectionRegistry } from "./ConnectionRegistry.ts"
import { LoggedOut, LogoutRepo } from "./LogoutRepo.ts"

const channel = "logout"
const lookEvery = "1 second"
/** What is looked at again and again: clocks of nodes differ, and a look may fail. */
const lookBackMillis = 60_000

const OnTheBus = Schema.parseJson(LoggedOut)
const decode = Schema.decodeOption(OnTheBus)
const encode = Schema.encodeSync(OnTheBus)

const goodbye = eventFrame("You were logged out.", {
  event: "goodbye",
  reason: "logged out",
  reconnect: false,
  after_ms: 0
})

/**
 * Ends the connections of a person on all nodes, and the worth of the tokens that they have by then. Word goes out at
 * once; what was kept is looked at each second too, for nodes that no word reaches, and for who was just coming in.
 */
export class Logout extends Context.Tag("chat/Logout")<
  Logout,
  { readonly logOut: (schoolId: SchoolId, userId: string) => Effect.Effect<void, StorageUnavailable> }
>() {}

export const layer = Layer.scoped(
  Logout,
  Effect.gen(function* () {
    const bus = yield* Bus
    const registry = yield* ConnectionRegistry
    const repo = yield* LogoutRepo
    const stamp = yield* Stamp

    const close = ({ schoolId, userId, at }: LoggedOut): void => {
      for (const session of registry.sessions()) {
        const { user, issuedAt } = session
        if (user.id !== userId || user.schoolId !== schoolId || (issuedAt !== null && issuedAt > at)) continue
        session.tell(goodbye)
        session.close("loggedOut")
      }
    }

    const look = Effect.suspend(() => repo.since(stamp.millis() - lookBackMillis)).pipe(
      Effect.map(logouts => logouts.forEach(close)),
      Effect.catchAllCause(cause => Effect.logDebug("logouts could not be looked at", cause))
    )
    yield* bus.listen(channel, text => Option.map(decode(text), close))
    yield* Effect.forkScoped(Effect.schedule(look, Schedule.spaced(lookEvery)))
    return {
      logOut: Effect.fn("Logout.logOut")(function* (schoolId: SchoolId, userId: string) {
        const logout = { schoolId, userId, at: stamp.millis() }
        yield* repo.keep(logout)
        bus.tell(channel, encode(logout))
      })
    }
  })
)
