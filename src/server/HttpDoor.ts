import { createServer, type IncomingMessage, type Server } from "node:http"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { Context, Data, Effect, Layer } from "effect"
import type { AppConfig } from "../AppConfig.ts"
import { importPath } from "./ImportRoutes.ts"
import { routes } from "./Routes.ts"
import { SocketDoor } from "./SocketDoor.ts"
import { uploadMillis } from "./upload.ts"

/** The address cannot be listened on. */
export class CannotListen extends Data.TaggedError("CannotListen")<{
  readonly host: string
  readonly port: number
  readonly reason: string
}> {}

/** The open door: where it stands. */
export class HttpDoor extends Context.Tag("server/HttpDoor")<HttpDoor, { readonly port: number }>() {}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is in use; stop the other program or set PORT",
  EACCES: "this user may not use the port; set PORT to one above 1023",
  EADDRNOTAVAIL: "this machine does not have the address; check HOST",
  ENOTFOUND: "the name of the host is unknown; check HOST"
}

const listen = (server: Server, host: string, port: number) =>
  Effect.async<number, CannotListen>(resume => {
    const failed = (error: NodeJS.ErrnoException) =>
      resume(Effect.fail(new CannotListen({ host, port, reason: reasons[error.code ?? ""] ?? error.message })))
    server.once("error", failed)
    server.listen({ host, port, backlog: 4096 }, () => {
      server.off("error", failed)
      const address = server.address()
      resume(Effect.succeed(typeof address === "object" && address !== null ? address.port : port))
    })
  })

const close = (server: Server) =>
  Effect.async<void>(resume => {
    server.close(() => resume(Effect.void))
    server.closeAllConnections()
  }).pipe(Effect.interruptible, Effect.timeout("1 second"), Effect.ignore)

/** Only an upload may take its time; any other request that is not there whole by then is dropped. */
const requestMillis = 10_000

const hurry = (request: IncomingMessage): void => {
  const { "content-length": length, "transfer-encoding": coding } = request.headers
  if (request.url?.startsWith(importPath) || (length === undefined && coding === undefined)) return
  const timer = setTimeout(() => request.destroy(), requestMillis)
  request.once("close", () => clearTimeout(timer))
}

/** One HTTP server for everything: plain requests go to the routes, upgrades to the socket door. */
const make = ({ host, port }: Pick<AppConfig, "host" | "port">) =>
  Effect.gen(function* () {
    const door = yield* SocketDoor
    const handler = yield* NodeHttpServer.makeHandler(routes)
    const server = yield* Effect.acquireRelease(
      // A request that is not complete in time is dropped: half-sent ones must not hold sockets.
      Effect.sync(() =>
        createServer({ headersTimeout: 8_000, requestTimeout: uploadMillis, connectionsCheckingInterval: 2_000 })
      ),
      close
    )
    server.on("request", hurry)
    server.on("request", handler)
    server.on("upgrade", door.upgrade)
    return { port: yield* listen(server, host, port) }
  })

export const layer = (settings: Pick<AppConfig, "host" | "port">) =>
  Layer.scoped(HttpDoor, make(settings)).pipe(Layer.provide(NodeContext.layer))
