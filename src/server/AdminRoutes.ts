import { HttpIncomingMessage, HttpRouter, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { Effect, Option, Schema } from "effect"
import { Conversations } from "../chat/conversations/Conversations.ts"
import { ConnectionRegistry } from "../chat/sessions/ConnectionRegistry.ts"
import { Logout } from "../chat/sessions/Logout.ts"
import type { Session } from "../chat/sessions/Session.ts"
import { mayAct, type User, UserId } from "../chat/User.ts"
import { asker, rejected } from "./asker.ts"
import type { Rejection } from "./Rejection.ts"

/** What an admin sees of their school's connections at most, the oldest first. */
const shownAtMost = 1_000
const maxBodyBytes = 4_096

/** For admins, who see and do what concerns their own school. */
const forAdmin = <R>(answer: (admin: User) => Effect.Effect<HttpServerResponse.HttpServerResponse, Rejection, R>) =>
  asker("an admin").pipe(
    Effect.filterOrFail(
      ({ role }) => mayAct(role, "admin"),
      ({ role }): Rejection => ({ status: 403, message: `This needs the role "admin"; yours is "${role}".\n` })
    ),
    Effect.flatMap(answer),
    Effect.catchAll(rejection => Effect.succeed(rejected(rejection))),
    Effect.map(HttpServerResponse.setHeader("cache-control", "no-store"))
  )

const shown = (session: Session, topics: ReadonlyArray<string>) => ({
  connection_id: session.connection.id,
  session_id: session.id,
  user: { id: session.user.id, name: session.user.name, role: session.user.role },
  school: session.user.schoolId,
  since: new Date(session.connection.openedAt).toISOString(),
  address: session.connection.address,
  queue_bytes: session.connection.queuedBytes(),
  topics
})

const connections = forAdmin(({ schoolId }) =>
  Effect.gen(function* () {
    const registry = yield* ConnectionRegistry
    const conversations = yield* Conversations
    const ours = [...registry.sessions()].filter(({ user }) => user.schoolId === schoolId)
    const listed = ours.slice(0, shownAtMost).map(session => shown(session, conversations.topicsOf(session)))
    return HttpServerResponse.unsafeJson({ total: ours.length, connections: listed })
  })
)

const Request = Schema.Struct({ user: UserId })
const unreadable: Rejection = {
  status: 400,
  message: 'The body is JSON: { "user": "the id of a person of your school" }\n'
}

const notKept: Rejection = {
  status: 503,
  message: "The database cannot be reached; nobody was logged out. Try again.\n",
  retryAfterSeconds: 5
}

const logout = forAdmin(({ schoolId }) =>
  Effect.gen(function* () {
    const { logOut } = yield* Logout
    const { user } = yield* HttpServerRequest.schemaBodyJson(Request).pipe(
      HttpIncomingMessage.withMaxBodySize(Option.some(maxBodyBytes)),
      Effect.mapError(() => unreadable)
    )
    yield* Effect.mapError(logOut(schoolId, user), () => notKept)
    return HttpServerResponse.unsafeJson({ user }, { status: 202 })
  })
)

export const adminRoutes = HttpRouter.empty.pipe(
  HttpRouter.get("/admin/connections", connections),
  HttpRouter.post("/admin/logout", logout)
)
