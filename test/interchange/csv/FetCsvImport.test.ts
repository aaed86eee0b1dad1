import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { NodeFileSystem } from "@effect/platform-node"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { type CsvFiles, fromFetCsv } from "../../../src/interchange/csv/FetCsvImport.ts"
import { type FileName, layout } from "../../../src/interchange/csv/layout.ts"
import { readTimetable } from "../../../src/interchange/readTimetable.ts"

const rows = {
  "students.csv": ['"Year 7",40,,,,,""', '"Year 7",40,"7A",20,,,""', '"Year 7",40,"7B",20,,,""'],
  "teachers.csv": ['"Hill",""', '"Reed",""'],
  "subjects.csv": ['"Maths",""'],
  "activity_tags.csv": ['"exam",""'],
  "rooms_and_buildings.csv": ['"R1",30,"Mill",""'],
  "activities.csv": [
    '"7A","Maths","Hill","",2,"1+1",1,95,1,""',
    '"7A+7B","Maths","Hill+Reed","exam",2,"2",,,,"together"'
  ],
  "timetable.csv": [
    '"31","Tuesday","9.00","7A","Maths","Hill","","R1",""',
    '"8","Monday","11.00","7B+7A","Maths","Reed+Hill","exam","",""',
    '"8","Monday","10.00","7B+7A","Maths","Reed+Hill","exam","",""'
  ]
} as const

/** The files of a small school, with other rows for one of them; null: without that file. */
const files = (file?: FileName, changed: ReadonlyArray<string> | null = null): CsvFiles => {
  const texts = Object.entries({ ...rows, ...(file === undefined ? {} : { [file]: changed }) })
  return Object.fromEntries(
    texts.flatMap(([name, lines]) =>
      lines === null ? [] : [[name, `${headerOf(name)}\n${lines.map(line => `${line}\n`).join("")}`]]
    )
  )
}

const headerOf = (file: string): string =>
  Object.entries(layout)
    .flatMap(([name, columns]) => (name === file ? columns.map(column => `"${column}"`) : []))
    .join(",")

const read = (of: CsvFiles) => fromFetCsv("school", "school", of)

const refusal = (of: CsvFiles) =>
  read(of).pipe(
    Effect.flip,
    Effect.map(({ message }) => message),
    Effect.runSync
  )

describe("a folder of FET's CSV files", () => {
  it("is a school with its timetable", () => {
    const { body, report } = Effect.runSync(read(files()))
    expect(body.grid.days.map(({ name, periods }) => [name, periods.map(period => period.name)])).toEqual([
      ["Monday", ["9.00", "10.00", "11.00"]],
      ["Tuesday", ["9.00", "10.00", "11.00"]]
    ])
    expect(body.classes.map(({ name, size, parentIds }) => [name, size, parentIds])).toEqual([
      ["Year 7", 40, []],
      ["7A", 20, ["class-year-7"]],
      ["7B", 20, ["class-year-7"]]
    ])
    expect(
      body.courses.map(({ split, teacherIds, classIds, tags }) => ({ split, teacherIds, classIds, tags }))
    ).toEqual([
      { split: [1, 1], teacherIds: ["teacher-hill"], classIds: ["class-7a"], tags: [] },
      { split: [2], teacherIds: ["teacher-hill", "teacher-reed"], classIds: ["class-7a", "class-7b"], tags: ["exam"] }
    ])
    expect(body.placements.map(({ lessonId, slot, roomIds }) => [lessonId, slot, roomIds])).toEqual([
      ["a1", 3, ["room-r1"]],
      ["a3", 1, []]
    ])
    expect(body.constraints.filter(({ id }) => id.startsWith("fet:"))).toMatchObject([
      { kind: "subject_spread", weight: 0.95, scope: { ids: ["a1", "a2"] }, parameters: { min_days: 1 } }
    ])
    expect(report).toMatchObject({
      format: "fet-csv",
      mapped: [{ type: "ConstraintMinDaysBetweenActivities", count: 1 }],
      unmapped: []
    })
    expect(report.notes).toContain("The week is put together from the days and hours that the timetable mentions.")
  })

  it("takes the week from days_and_hours.csv, where there is one", () => {
    const week = ["9.00", "10.00", "11.00"].flatMap(hour =>
      ["Tuesday", "Monday"].map(day => `"${day}","${hour}","","",${hour === "9.00" && day === "Monday" ? 1 : 0}`)
    )
    const { body } = Effect.runSync(read(files("days_and_hours.csv", week)))
    expect(body.grid.days.map(({ name, periods }) => [name, periods.map(({ isBreak }) => isBreak)])).toEqual([
      ["Tuesday", [false, false, false]],
      ["Monday", [true, false, false]]
    ])
  })

  it("may be without a timetable, if it says what the week looks like", () => {
    const { "timetable.csv": _, ...rest } = files("days_and_hours.csv", ['"Monday","1","08:00","08:45",0'])
    expect(Effect.runSync(read(rest)).body.placements).toEqual([])
    expect(refusal(files("timetable.csv", null))).toBe(
      "timetable.csv: neither timetable.csv nor days_and_hours.csv says what the week looks like"
    )
  })

  it.each<readonly [string, FileName, ReadonlyArray<string> | null, string]>([
    ["without one of its files", "teachers.csv", null, "teachers.csv: it is not in the folder"],
    [
      "two of one name",
      "teachers.csv",
      ['"Hill",""', '"Reed",""', '"Hill",""'],
      'teachers.csv, line 4: there are two teachers "Hill"'
    ],
    ["an empty name", "rooms_and_buildings.csv", ['"",3,"",""'], 'rooms_and_buildings.csv, line 2: "Room" is empty'],
    [
      "a negative number",
      "rooms_and_buildings.csv",
      ['"R1",-3,"",""'],
      'rooms_and_buildings.csv, line 2: "Room Capacity" is "-3", not a whole number from 0 to 1000000'
    ],
    [
      "cells too few",
      "subjects.csv",
      ['"Maths",""', '"Art"'],
      "subjects.csv, line 3: there are 1 cells under 2 columns"
    ],
    ["an open quote", "subjects.csv", ['"Maths,""'], "subjects.csv, line 2: a quote is opened here and never closed"],
    [
      "an unknown teacher",
      "activities.csv",
      ['"7A","Maths","Hill+Nobody","",1,"",,,,""'],
      'activities.csv, line 2: there is no teacher "Nobody"'
    ],
    [
      "an unknown class",
      "activities.csv",
      ['"7C","Maths","Hill","",1,"",,,,""'],
      'activities.csv, line 2: there is no class "7C"'
    ],
    [
      "parts that do not add up",
      "activities.csv",
      ['"7A","Maths","Hill","",4,"2+1",,,,""'],
      'activities.csv, line 2: the parts "2+1" do not add up to the total of 4'
    ],
    [
      "a duration of nothing",
      "activities.csv",
      ['"7A","Maths","Hill","",0,"0",,,,""'],
      'activities.csv, line 2: "Split Duration" is "0", not a whole number from 1 to 100'
    ],
    [
      "a weight beyond 100 %",
      "activities.csv",
      ['"7A","Maths","Hill","",2,"1+1",1,101,1,""'],
      'activities.csv, line 2: "Weight" is "101", not a number from 0 to 100'
    ],
    [
      "a place for an activity that is not there",
      "timetable.csv",
      ['"1","Monday","9.00","7B","Maths","Hill","","R1",""'],
      'timetable.csv, line 2: activities.csv has no more activity of 1 hours like the one called "1" here'
    ],
    [
      "an unknown room",
      "timetable.csv",
      ['"1","Monday","9.00","7A","Maths","Hill","","R2",""'],
      'timetable.csv, line 2: there is no room "R2"'
    ],
    [
      "hours that are torn apart",
      "timetable.csv",
      [
        '"8","Monday","9.00","7A+7B","Maths","Hill+Reed","exam","",""',
        '"8","Tuesday","10.00","7A+7B","Maths","Hill+Reed","exam","",""'
      ],
      'timetable.csv, line 3: the hours of activity "8" do not follow each other'
    ],
    [
      "a group without a year",
      "students.csv",
      [...rows["students.csv"], ',,"7A",20,,,""'],
      'students.csv, line 5: "Year" is empty'
    ],
    [
      "a set that is a year and a group",
      "students.csv",
      [...rows["students.csv"], '"8",20,"Year 7",20,,,""'],
      'students.csv, line 5: "Year 7" is both a year and a group'
    ]
  ])("is refused with %s: one line that names the file and the place", (_, file, lines, message) => {
    expect(refusal(files(file, lines))).toBe(message)
  })

  it("is refused when the columns are others", () => {
    expect(refusal({ ...files(), "teachers.csv": "\ufeffTeacher;Comments\nHill;\n" })).toBe(
      "teachers.csv, line 1: the columns should be Teacher, Comments, but are Teacher;Comments"
    )
  })

  it.scoped("is read from the disk by its name", () =>
    Effect.gen(function* () {
      const folder = yield* Effect.acquireRelease(
        Effect.sync(() => join(mkdtempSync(join(tmpdir(), "csv-")), "Hill Street")),
        path => Effect.sync(() => rmSync(join(path, ".."), { recursive: true }))
      )
      mkdirSync(folder)
      for (const [file, text] of Object.entries(files())) writeFileSync(join(folder, file), text)
      const imported = yield* readTimetable(folder)
      expect([imported.name, imported.body.lessons.length]).toEqual(["Hill Street", 3])
      writeFileSync(join(folder, "teachers.csv"), Buffer.from([0xff, 0xfe, 0x22]))
      const { file, reason } = yield* Effect.flip(readTimetable(folder))
      expect([file, reason]).toEqual([`${folder}/teachers.csv`, "the file is not UTF-8"])
    }).pipe(Effect.provide(NodeFileSystem.layer))
  )
})
