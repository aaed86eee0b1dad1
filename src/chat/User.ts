import type { SchoolId } from "../timetable/School.ts"

/** What somebody may do; each role includes the ones before it. */
export const roles = ["viewer", "editor", "admin"] as const
export type Role = (typeof roles)[number]

export const mayAct = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed)

/** Who is at the other end, and in which school. Everything a session asks for is looked up in this school only. */
export interface User {
  readonly id: string
  readonly name: string
  readonly schoolId: SchoolId
  readonly role: Role
}
