import { createHash } from "node:crypto"
import { Schema } from "effect"
import { Edit } from "../../timetable/Edit.ts"

/** Objects with their keys in one order: a database may give them back in another. */
const sorted = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

const encode = Schema.encodeSync(Edit)

/** What was approved, in 64 hex digits: SHA-256 of the timetable, its version, and the edit with its keys in order. */
export const suggestionHash = (timetableId: string, version: number, edit: Edit): string =>
  createHash("sha256")
    .update(JSON.stringify([timetableId, version, encode(edit)], sorted))
    .digest("hex")
