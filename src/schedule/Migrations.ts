import * as Migrator from "@effect/sql/Migrator"
import { SqlError } from "@effect/sql/SqlError"
import { Data, Effect, Predicate } from "effect"
import { createSchedule } from "../../migrations/0001_create_schedule.ts"
import { createConversation } from "../../migrations/0002_create_conversation.ts"
import { addRolesAndGroups } from "../../migrations/0003_add_roles_and_groups.ts"
import { createChanges } from "../../migrations/0004_create_changes.ts"
import { ownConversations } from "../../migrations/0005_own_conversations.ts"
import { keepSessions } from "../../migrations/0006_keep_sessions.ts"
import { keepLogouts } from "../../migrations/0007_keep_logouts.ts"
import { unavailableOrDie } from "./storageErrors.ts"

/** Every migration there is, under the name of its file. Forward only; one that has been released is never edited. */
export const migrations = {
  "0001_create_schedule": createSchedule,
  "0002_create_conversation": createConversation,
  "0003_add_roles_and_groups": addRolesAndGroups,
  "0004_create_changes": createChanges,
  "0005_own_conversations": ownConversations,
  "0006_keep_sessions": keepSessions,
  "0007_keep_logouts": keepLogouts
}

/** The database could not be brought to this version. All of it was taken back. */
export class MigrationFailed extends Data.TaggedError("MigrationFailed")<{
  readonly reason: string
  readonly cause: unknown
}> {
  override get message(): string {
    return `the database could not be migrated: ${this.reason}`
  }
}

/**
 * Nodes that start at once on one empty database all make the table of migrations, and all but one learn that it, its
 * type or its catalogue entry is already there (42P07, 42710, 23505). On a second try they find it.
 */
const isFirstRace = (error: Migrator.MigrationError | SqlError): boolean =>
  error._tag === "SqlError" &&
  Predicate.hasProperty(error.cause, "code") &&
  (error.cause.code === "42P07" || error.cause.code === "42710" || error.cause.code === "23505")

/** The migrator says which migration, the database under two wrappings why. */
const reasonOf = ({ message, cause }: Migrator.MigrationError): string => {
  const why = cause instanceof SqlError ? cause.cause : cause
  return why instanceof Error ? `${message}: ${why.message}` : message
}

const migrator = Migrator.make({})({ loader: Migrator.fromRecord(migrations) })

/** Runs what has not run yet, in one transaction; answers the names of what was run. */
export const migrate = migrator.pipe(
  Effect.catchAllDefect(defect =>
    defect instanceof Migrator.MigrationError ? Effect.fail(defect) : Effect.die(defect)
  ),
  Effect.retry({ times: 1, while: isFirstRace }),
  Effect.catchTags({
    MigrationError: error => Effect.fail(new MigrationFailed({ reason: reasonOf(error), cause: error.cause })),
    SqlError: unavailableOrDie
  }),
  Effect.map(run => run.map(([id, name]) => `${String(id).padStart(4, "0")}_${name}`)),
  Effect.withSpan("Migrations.migrate")
)
