import type { Rule } from "../Rule.ts"
import { changePoints } from "./changes.ts"

/**
 * People do not go back and forth between buildings. Deviation: changes of building above `max_per_day` for each teacher
 * or class (its worst-off student) and day, above `max_per_week` for each; in a cycle the worst week counts. Rooms
 * without a building do not count. Scope: teachers or classes. Parameters: `max_per_day`, `max_per_week`, at least one.
 * Source: FET, TeacherMaxBuildingChangesPerDay, -PerWeek, and the same for students.
 */
export const buildingChanges: Rule = {
  kind: "building_changes",
  sentence: "Nobody has to change buildings often.",
  unit: "change",
  points: (model, constraint) => changePoints(model, constraint, "building")
}
