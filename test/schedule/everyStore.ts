import { Layer } from "effect"
import { layerEmbedded } from "../../src/schedule/Database.ts"
import { layerFreshPostgres, migrated } from "../support/Postgres.ts"
import { inDatabase, inMemory } from "./changing.ts"

/** The same three repositories, wherever they keep things. */
export const everyStore = [
  ["in memory", inMemory],
  ["on PGlite", Layer.provide(inDatabase, migrated(layerEmbedded("memory://")))],
  ["on PostgreSQL", Layer.provide(inDatabase, migrated(layerFreshPostgres()))]
] as const
