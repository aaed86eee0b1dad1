import type { XmlElement } from "../XmlElement.ts"
import type { CsvCell } from "./Csv.ts"
import { type CsvTable, filled, noRows, numberIn } from "./CsvTable.ts"
import { type KnownNames, namesIn, readActivities, readPlaces } from "./csvActivities.ts"
import { type CsvGrid, guessedGrid, statedGrid } from "./csvGrid.ts"
import type { FileName } from "./layout.ts"

/** The files of a folder; those that may be absent are null. */
export type CsvTables = { readonly [File in FileName]: CsvTable<File> | null }

/** Runs a reader of one file, so that what troubles it is told with that file's name. */
export type InFile = <A>(file: FileName, read: () => A) => A

/** A line that says in which of the files it is, too: the elements below come from all of them. */
export interface Lines {
  readonly of: (file: FileName, line: number) => number
}

/**
 * The same school as FET would write it in one file: what the columns say becomes elements, so that everything is
 * checked and understood in one place, by the reader for FET's own files.
 */
export const asFet = (
  tables: CsvTables,
  inFile: InFile,
  lines: Lines
): { readonly root: XmlElement; readonly grid: CsvGrid } => {
  const [years, teachers, subjects, tags, rooms] = [
    tables["students.csv"] ?? noRows,
    tables["teachers.csv"] ?? noRows,
    tables["subjects.csv"] ?? noRows,
    tables["activity_tags.csv"] ?? noRows,
    tables["rooms_and_buildings.csv"] ?? noRows
  ]
  const timetable = tables["timetable.csv"] ?? noRows
  const stated = tables["days_and_hours.csv"]
  const grid =
    stated === null
      ? inFile("timetable.csv", () => guessedGrid(timetable))
      : inFile("days_and_hours.csv", () => statedGrid(stated))

  const element = (file: FileName) => {
    const at = (line: number) => lines.of(file, line)
    return {
      text: (name: string, cell: CsvCell): XmlElement => leaf(name, cell.text, at(cell.line)),
      node: (name: string, line: number, children: ReadonlyArray<XmlElement>): XmlElement =>
        node(name, at(line), children)
    }
  }
  const listOf = <Row>(
    file: FileName,
    list: string,
    rows: ReadonlyArray<Row>,
    make: (row: Row, el: ReturnType<typeof element>) => XmlElement
  ): XmlElement =>
    inFile(file, () =>
      node(
        list,
        0,
        rows.map(row => make(row, element(file)))
      )
    )

  const known: KnownNames = {
    students: new Set(years.rows.flatMap(({ cell }) => [cell("Year").text, cell("Group").text, cell("Subgroup").text])),
    teachers: new Set(teachers.rows.map(({ cell }) => cell("Teacher").text)),
    tags: new Set(tags.rows.map(({ cell }) => cell("Activity Tag").text)),
    rooms: new Set(rooms.rows.map(({ cell }) => cell("Room").text))
  }
  const activities = inFile("activities.csv", () => readActivities(tables["activities.csv"] ?? noRows, known))
  const places = inFile("timetable.csv", () => readPlaces(timetable, activities, known, grid))
  const el = element("timetable.csv")

  return {
    grid,
    root: node("fet", 0, [
      node(
        "Days_List",
        0,
        grid.days.map(name => node("Day", 0, [leaf("Name", name)]))
      ),
      node(
        "Hours_List",
        0,
        grid.hours.map(({ name }) => node("Hour", 0, [leaf("Name", name)]))
      ),
      listOf("subjects.csv", "Subjects_List", subjects.rows, ({ line, cell }, el) =>
        el.node("Subject", line, [el.text("Name", filled(cell("Subject"), "Subject"))])
      ),
      listOf("activity_tags.csv", "Activity_Tags_List", tags.rows, ({ line, cell }, el) =>
        el.node("Activity_Tag", line, [el.text("Name", filled(cell("Activity Tag"), "Activity Tag"))])
      ),
      listOf("teachers.csv", "Teachers_List", teachers.rows, ({ line, cell }, el) =>
        el.node("Teacher", line, [el.text("Name", filled(cell("Teacher"), "Teacher"))])
      ),
      inFile("students.csv", () => node("Students_List", 0, studentsOf(years, element("students.csv")))),
      listOf("activities.csv", "Activities_List", activities.flatMap(components), ({ activity, id, duration }, el) =>
        el.node("Activity", activity.line, [
          ...activity.teachers.map(cell => el.text("Teacher", cell)),
          el.text("Subject", activity.subject),
          ...activity.tags.map(cell => el.text("Activity_Tag", cell)),
          ...activity.students.map(cell => el.text("Students", cell)),
          leaf("Duration", duration),
          leaf("Id", id),
          leaf("Activity_Group_Id", activity.durations.length > 1 ? activity.first : 0)
        ])
      ),
      listOf("rooms_and_buildings.csv", "Rooms_List", rooms.rows, ({ line, cell }, el) =>
        el.node("Room", line, [
          el.text("Name", filled(cell("Room"), "Room")),
          ...(numberIn(cell("Room Capacity"), "Room Capacity", 0, 1_000_000) === null
            ? []
            : [el.text("Capacity", cell("Room Capacity"))]),
          el.text("Building", cell("Building"))
        ])
      ),
      node("Time_Constraints_List", 0, [
        ...[...grid.breaks].map(place => {
          const [day = "", hour = ""] = place.split("\n")
          return node("ConstraintBreakTimes", 0, [node("Break_Time", 0, [leaf("Day", day), leaf("Hour", hour)])])
        }),
        ...activities.flatMap(({ spread, durations, first, line }) =>
          spread === null
            ? []
            : element("activities.csv").node("ConstraintMinDaysBetweenActivities", line, [
                leaf("Weight_Percentage", spread.weight),
                leaf("Consecutive_If_Same_Day", String(spread.consecutive)),
                ...durations.map((_, i) => leaf("Activity_Id", first + i)),
                leaf("MinDays", spread.minDays)
              ])
        ),
        ...places.map(({ activity, day, hour }) =>
          el.node("ConstraintActivityPreferredStartingTime", day.line, [
            leaf("Activity_Id", activity),
            el.text("Preferred_Day", day),
            el.text("Preferred_Hour", hour)
          ])
        )
      ]),
      node(
        "Space_Constraints_List",
        0,
        places.flatMap(({ activity, room }) => {
          const [first, ...others] = inFile("timetable.csv", () => namesIn(room, known.rooms, "room"))
          if (first === undefined) return []
          const real = others.length === 0 ? [] : [first, ...others].map(cell => el.text("Real_Room", cell))
          return el.node("ConstraintActivityPreferredRoom", room.line, [
            leaf("Activity_Id", activity),
            el.text("Room", first),
            ...real
          ])
        })
      )
    ])
  }
}

const node = (name: string, line: number, children: ReadonlyArray<XmlElement>): XmlElement => ({
  name,
  attributes: {},
  text: "",
  children,
  line
})

const leaf = (name: string, text: string | number, line = 0): XmlElement => ({
  name,
  attributes: {},
  text: String(text),
  children: [],
  line
})

const components = (activity: ReturnType<typeof readActivities>[number]) =>
  activity.durations.map((duration, i) => ({ activity, id: activity.first + i, duration }))

interface Elements {
  readonly text: (name: string, cell: CsvCell) => XmlElement
  readonly node: (name: string, line: number, children: ReadonlyArray<XmlElement>) => XmlElement
}

interface Branch {
  readonly head: ReadonlyArray<XmlElement>
  readonly line: number
  readonly below: Map<string, Branch>
}

/** Years, groups and subgroups from rows that each repeat what is above. */
const studentsOf = ({ rows }: CsvTable<"students.csv">, el: Elements): ReadonlyArray<XmlElement> => {
  const years = new Map<string, Branch>()
  const enter = (level: Map<string, Branch>, name: CsvCell, size: CsvCell, column: string): Map<string, Branch> => {
    const known = level.get(name.text)
    if (known !== undefined) return known.below
    const sized = numberIn(size, column, 0, 1_000_000) === null ? [] : [el.text("Number_of_Students", size)]
    const branch = { head: [el.text("Name", name), ...sized], line: name.line, below: new Map<string, Branch>() }
    level.set(name.text, branch)
    return branch.below
  }
  for (const { cell } of rows) {
    const year = filled(cell("Year"), "Year")
    const inYear = enter(years, year, cell("Number of Students per Year"), "Number of Students per Year")
    if (cell("Subgroup").text !== "") filled(cell("Group"), "Group")
    if (cell("Group").text === "") continue
    const inGroup = enter(inYear, cell("Group"), cell("Number of Students per Group"), "Number of Students per Group")
    if (cell("Subgroup").text === "") continue
    enter(inGroup, cell("Subgroup"), cell("Number of Students per Subgroup"), "Number of Students per Subgroup")
  }
  const grown = (level: ReadonlyMap<string, Branch>, [name, ...under]: ReadonlyArray<string>) =>
    [...level.values()].map(
      (branch): XmlElement =>
        el.node(name ?? "", branch.line, [...branch.head, ...(under.length === 0 ? [] : grown(branch.below, under))])
    )
  return grown(years, ["Year", "Group", "Subgroup"])
}
