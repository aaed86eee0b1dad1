import { Context, Effect, Layer, Option, Schema } from "effect"
import { eventFrame } from "../protocol/ServerFrame.ts"
import type { SchoolId } from "../timetable/School.ts"
import { Bus } from "./Bus.ts"
import { ConnectionRegistry } from "./ConnectionRegistry.ts"

const channel = "logout"

const LoggedOut = Schema.parseJson(Schema.Struct({ school: Schema.String, user: Schema.String }))
const decode = Schema.decodeOption(LoggedOut)
const encode = Schema.encodeSync(LoggedOut)

const goodbye = eventFrame("You were logged out.", {
  event: "goodbye",
  reason: "logged out",
  reconnect: false,
  after_ms: 0
})

/**
 * Ends the connections of a person on all nodes. Their token is none of ours: whoever issued it takes care that it is
 * not used again, or lets it expire soon.
 */
export class Logout extends Context.Tag("chat/Logout")<
  Logout,
  { readonly logOut: (schoolId: SchoolId, userId: string) => void }
>() {}

export const layer = Layer.scoped(
  Logout,
  Effect.gen(function* () {
    const bus = yield* Bus
    const registry = yield* ConnectionRegistry

    const close = ({ school, user }: typeof LoggedOut.Type): void => {
      for (const session of registry.sessions()) {
        if (session.user.id !== user || session.user.schoolId !== school) continue
        session.tell(goodbye)
        session.close("loggedOut")
      }
    }

    yield* bus.listen(channel, text => Option.map(decode(text), close))
    return { logOut: (schoolId, userId) => bus.tell(channel, encode({ school: schoolId, user: userId })) }
  })
)
