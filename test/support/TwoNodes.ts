import { Effect, Exit, Layer, Redacted, Scope } from "effect"
import { inject, onTestFinished } from "vitest"
import { storage } from "../../src/App.ts"
import { freshDatabase } from "./Postgres.ts"
import { freePort } from "./RedisServer.ts"
import { configured, startServer, type Unusual } from "./TestServer.ts"

/** A new database for the nodes of one test. */
export const sharedDatabase = async (): Promise<string> => {
  const scope = await Effect.runPromise(Scope.make())
  const url = await Effect.runPromise(Scope.extend(freshDatabase(inject("postgresUrl")), scope))
  onTestFinished(() => Effect.runPromise(Scope.close(scope, Exit.void)))
  return Redacted.value(url)
}

/** A server in this process on a shared database, and on a shared Redis where there is one. */
export const startNode = async (
  databaseUrl: string,
  redisUrl: string | null,
  unusual: Omit<Unusual, "storage"> = {}
) => {
  const settings = {
    RATE_BURST: "100000",
    RATE_MESSAGES_PER_SECOND: "100000",
    ...unusual.settings,
    // A node is known by its port.
    PORT: `${await freePort()}`,
    DATABASE_URL: databaseUrl,
    ...(redisUrl === null ? {} : { REDIS_URL: redisUrl })
  }
  const config = await configured(settings)
  const node = await startServer({ ...unusual, settings, storage: Layer.orDie(storage(config)) })
  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= node.stop())
  onTestFinished(stop)
  return { ...node, stop }
}
