import { HttpRouter, HttpServerResponse } from "@effect/platform"
import { Effect } from "effect"
import { ScheduleRepo } from "../schedule/ScheduleRepo.ts"
import { adminRoutes } from "./AdminRoutes.ts"
import { documentRoutes } from "./DocumentRoutes.ts"
import { importRoutes } from "./ImportRoutes.ts"
import { Metrics } from "./Metrics.ts"
import { pageRoutes } from "./PageRoutes.ts"
import { Readiness } from "./Readiness.ts"
import { path } from "./upgradeCheck.ts"

const text = (body: string, status = 200) => HttpServerResponse.text(body, { status })

/** Ready = takes new connections and reaches its database. Live = the process answers. */
const ready = Effect.gen(function* () {
  const readiness = yield* Readiness
  if (readiness.isDraining()) return text("stopping\n", 503)
  const repo = yield* ScheduleRepo
  return yield* repo.schools.pipe(
    Effect.as(text("ready\n")),
    Effect.timeout("2 seconds"),
    Effect.catchAll(() => Effect.succeed(text("the database cannot be reached\n", 503)))
  )
})

const metrics = Effect.gen(function* () {
  const { scrape, contentType } = yield* Metrics
  return HttpServerResponse.text(yield* scrape, { contentType })
})

const upgradeRequired = HttpServerResponse.setHeaders(
  text(`This is a WebSocket endpoint: connect with ws://…${path}\n`, 426),
  { upgrade: "websocket", connection: "Upgrade" }
)

/** Every path but those of the page is told of in /openapi.json; a test holds the two together. */
export const router = HttpRouter.empty.pipe(
  HttpRouter.concat(adminRoutes),
  HttpRouter.concat(documentRoutes),
  HttpRouter.concat(importRoutes),
  HttpRouter.concat(pageRoutes),
  HttpRouter.get(path, Effect.succeed(upgradeRequired)),
  HttpRouter.get("/health/live", Effect.succeed(text("live\n"))),
  HttpRouter.get("/health/ready", ready),
  HttpRouter.get("/metrics", metrics)
)

export const routes = router.pipe(
  Effect.catchTag("RouteNotFound", () => Effect.succeed(text("There is nothing here.\n", 404)))
)
