import { Schema } from "effect"
import type { SchoolId } from "../timetable/School.ts"

/** What somebody may do; each role includes the ones before it. */
export const roles = ["viewer", "editor", "admin"] as const
export type Role = (typeof roles)[number]

export const mayAct = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed)

/** As their tokens call them. No database keeps a NUL. */
export const UserId = Schema.NonEmptyString.pipe(
  Schema.maxLength(200),
  Schema.filter(text => !text.includes("\u0000"))
)

/** Who is at the other end, and in which school. Everything a session asks for is looked up in this school only. */
export interface User {
  readonly id: string
  readonly name: string
  readonly schoolId: SchoolId
  readonly role: Role
}
