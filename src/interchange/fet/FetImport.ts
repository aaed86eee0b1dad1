import type { FileSystem } from "@effect/platform"
import { Effect } from "effect"
import { basicConstraints } from "../../constraints/basicConstraints.ts"
import { count } from "../../constraints/words.ts"
import type { Constraint } from "../../timetable/Constraint.ts"
import type { TimetableBody } from "../../timetable/Timetable.ts"
import { everyWeek } from "../../timetable/WeekCycle.ts"
import type { ImportReport } from "../ImportReport.ts"
import { attempt, Trouble, type UnreadableFile } from "../UnreadableFile.ts"
import { readXmlFile, readXmlText } from "../Xml.ts"
import { shown, type XmlElement } from "../XmlElement.ts"
import { toCourses } from "./courses.ts"
import { FetActivities } from "./FetActivities.ts"
import { type FetSchool, toConstraint } from "./FetConstraint.ts"
import { readConstraints, type Said } from "./FetConstraints.ts"
import { FetGrid } from "./FetGrid.ts"
import { readResources } from "./FetResources.ts"
import { FetRoomNeeds } from "./FetRoomNeeds.ts"
import { readStudents, toSchoolClass } from "./FetStudents.ts"
import { fileNotes, institutionOf } from "./notes.ts"
import { toPlacements } from "./placements.ts"
import { onLessons } from "./timeConstraints.ts"

export interface FetImport {
  /** Empty when the file does not name it. */
  readonly institution: string
  readonly body: TimetableBody
  readonly report: ImportReport
}

export const isFet = (root: XmlElement): boolean => root.name.toLowerCase() === "fet"

/**
 * The timetable of a FET 5 or 6 file, input or with a timetable. Whole or not at all: throws Trouble at the first thing
 * that cannot be read. References are by FET's names; ids are made here (see Register).
 */
export const fromFet = (root: XmlElement): FetImport => {
  if (!isFet(root)) throw new Trouble({ line: root.line, reason: `this is not a FET file but <${shown(root.name)}>` })
  const school = readSchool(root)
  const { said, mapped, unmapped, inactive, weightless } = readConstraints(root, school)
  inactive.add("Activity", school.activities.inactive)

  const needs = new FetRoomNeeds(said)
  const { placements, contradicted, notes } = toPlacements(said, school)
  const roomless = school.activities.active.filter(activity => {
    const need = needs.of(activity)
    return need.need === "rooms" && need.roomIds.length === 0
  })
  return {
    institution: institutionOf(root) ?? "",
    body: {
      ...resourcesOf(school, said),
      ...toCourses(school.activities.active, needs),
      cycle: everyWeek,
      others: [],
      groups: [],
      placements,
      constraints: [...basicConstraints(), ...rulesOf(said, needs), ...contradicted]
    },
    report: {
      format: "fet",
      version: root.attributes.version ?? "",
      mapped: mapped.toArray(),
      unmapped: unmapped.toArray(),
      inactive: inactive.toArray(),
      notes: [
        ...fileNotes(root),
        ...notes,
        ...roomless.map(
          ({ number }) => `No room is in all the sets of rooms that activity ${number} is to be held in.`
        ),
        ...(weightless > 0 ? [`Counted as inactive: ${count(weightless, "constraint")} of weight 0 %.`] : [])
      ]
    }
  }
}

const readSchool = (root: XmlElement): FetSchool => {
  const grid = new FetGrid(root)
  const resources = readResources(root)
  const students = readStudents(root)
  return { grid, resources, students, activities: new FetActivities(root, resources, students) }
}

type Resources = Pick<TimetableBody, "grid" | "teachers" | "classes" | "rooms" | "subjects">

/** Everything that has a name, with its unavailable times and home room; virtual rooms are no rooms. */
const resourcesOf = ({ grid, resources, students }: FetSchool, said: ReadonlyArray<Said>): Resources => {
  const breaks = new Set<number>()
  const unavailable = new Map<string, Set<number>>()
  const homes = new Map<string, Resources["rooms"][number]["id"]>()
  for (const { finding } of said) {
    if (finding.is === "breaks") for (const slot of finding.slots) breaks.add(slot)
    if (finding.is === "unavailable")
      unavailable.set(finding.id, new Set([...(unavailable.get(finding.id) ?? []), ...finding.slots]))
    if (finding.is === "rooms" && finding.home !== null && finding.rooms.length === 1 && finding.rooms[0] !== undefined)
      homes.set(finding.home.of, finding.rooms[0])
  }
  const slotsOf = (id: string) => [...(unavailable.get(id) ?? [])].sort((a, b) => a - b)
  const facts = (id: string) => ({ homeRoomId: homes.get(id) ?? null, unavailable: slotsOf(id) })
  return {
    grid: grid.toWeekGrid(breaks),
    subjects: resources.subjects.entries,
    teachers: resources.teachers.entries.map(teacher => ({ ...teacher, ...facts(teacher.id) })),
    classes: students.entries.map(set => ({ ...toSchoolClass(set), ...facts(set.id) })),
    rooms: resources.rooms.entries
      .filter(({ virtual }) => !virtual)
      .map(({ room }) => ({ ...room, unavailable: slotsOf(room.id) }))
  }
}

/** The constraints that our own rules judge, in the order of the file. */
const rulesOf = (said: ReadonlyArray<Said>, needs: FetRoomNeeds): ReadonlyArray<Constraint> =>
  said.flatMap(({ constraint, finding }) => {
    if (finding.is === "rule") return [toConstraint(constraint, finding.kind, finding.scope, finding.parameters)]
    if (finding.is !== "rooms" || constraint.hard) return []
    const { activities, rooms, home } = finding
    const concerned = home === null ? activities : activities.filter(activity => !needs.hasOwnRooms(activity))
    if (concerned.length === 0) return []
    return [toConstraint(constraint, "preferred_room", onLessons(concerned), { room_ids: rooms })]
  })

export const readFet = Effect.fn("Fet.read")(function* (
  path: string
): Effect.fn.Return<FetImport, UnreadableFile, FileSystem.FileSystem> {
  const root = yield* readXmlFile(path)
  return yield* attempt(path, () => fromFet(root))
})

/** `file` is only named in errors. */
export const readFetText = Effect.fn("Fet.readText")(function* (
  file: string,
  text: string
): Effect.fn.Return<FetImport, UnreadableFile> {
  const root = yield* readXmlText(file, text)
  return yield* attempt(file, () => fromFet(root))
})
