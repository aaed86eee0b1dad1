import type { TestProject } from "vitest/node"
import { makePostgres } from "./PostgresServer.ts"

declare module "vitest" {
  export interface ProvidedContext {
    /** The PostgreSQL server of this test run; make a database of your own on it (support/Postgres.ts). */
    readonly postgresUrl: string
  }
}

/** Starts PostgreSQL once for all test files; answers how to end it. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const server = await makePostgres()
  project.provide("postgresUrl", server.url)
  return server.remove
}
