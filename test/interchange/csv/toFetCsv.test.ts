import { Effect, Schema } from "effect"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { danglingReferences } from "../../../src/constraints/Model.ts"
import { fromFetCsv } from "../../../src/interchange/csv/FetCsvImport.ts"
import { toFetCsv } from "../../../src/interchange/csv/toFetCsv.ts"
import { TimetableBody } from "../../../src/timetable/Timetable.ts"
import { anySchool } from "../../support/anySchool.ts"
import { constraint, evaluateBody, type Story, school } from "../../support/school.ts"

const write = (body: TimetableBody) => Object.fromEntries(toFetCsv(body).files)
const readBack = (body: TimetableBody) => Effect.runSync(fromFetCsv("folder", "folder", write(body)))
const refusal = (body: TimetableBody): unknown => {
  try {
    return toFetCsv(body)
  } catch (error) {
    return error
  }
}

const story: Story = {
  days: ["Monday", "Tuesday"],
  periods: ["1", "2", "Lunch", "3"],
  bells: ["08:00-08:45", "08:50-09:35"],
  classes: {
    "Year 9": { atoms: ["9A", "9B"], size: 48 },
    "9A": { in: ["Year 9"], size: 24 },
    "9B": { in: ["Year 9"] }
  },
  rooms: { "101": { seats: 30, building: "Mill" }, Hall: {} },
  lessons: {
    m1: {
      course: "m",
      subject: "Maths",
      teachers: ["Ms Smith"],
      classes: ["9A"],
      duration: 2,
      at: "Monday 1",
      rooms: ["101"]
    },
    m2: {
      course: "m",
      subject: "Maths",
      teachers: ["Ms Smith"],
      classes: ["9A"],
      at: "Tuesday 3",
      rooms: ["101", "Hall"]
    },
    art: { subject: "Art", teachers: ["Ms Smith", "Mr Jones"], classes: ["9A", "9B"] }
  }
}

describe("FET's CSV", () => {
  it("has FET's columns, quotes and separators", () => {
    const spread = constraint("subject_spread", {
      hard: false,
      weight: 0.95,
      scope: { on: "lessons", ids: ["m1", "m2"] },
      parameters: { min_days: 1, consecutive_if_same_day: true }
    })
    const files = write(school(story, [spread]))
    expect(files["activities.csv"]).toBe(
      [
        '\ufeff"Students Sets","Subject","Teachers","Activity Tags","Total Duration","Split Duration","Min Days","Weight","Consecutive","Comments"',
        '"9A","Maths","Ms Smith","",3,"2+1",1,95,1,""',
        '"9A+9B","Art","Ms Smith+Mr Jones","",1,"",,,,""\n'
      ].join("\n")
    )
    expect(files["timetable.csv"]?.split("\n").slice(1)).toEqual([
      '"1","Monday","1","9A","Maths","Ms Smith","","101",""',
      '"1","Monday","2","9A","Maths","Ms Smith","","101",""',
      '"2","Tuesday","3","9A","Maths","Ms Smith","","101+Hall",""',
      ""
    ])
    expect(files["students.csv"]?.split("\n").slice(1)).toEqual([
      '"Year 9",48,,,,,""',
      '"Year 9",48,"9A",24,,,""',
      '"Year 9",48,"9B",20,,,""',
      ""
    ])
    expect(files["rooms_and_buildings.csv"]?.split("\n").slice(1)).toEqual(['"101",30,"Mill",""', '"Hall",,"",""', ""])
    expect(files["days_and_hours.csv"]?.split("\n").slice(1, 4)).toEqual([
      '"Monday","1","08:00","08:45",0',
      '"Monday","2","08:50","09:35",0',
      '"Monday","Lunch","","",1'
    ])
  })

  it("is read back with the same facts", () => {
    const before = school(story)
    const { body } = readBack(before)
    expect(body.grid.days.map(({ name, periods }) => ({ name, periods }))).toEqual(
      before.grid.days.map(({ name, periods }) => ({ name, periods }))
    )
    expect(body.rooms.map(({ name, capacity, building }) => [name, capacity, building])).toEqual([
      ["101", 30, "Mill"],
      ["Hall", null, null]
    ])
    expect(body.classes.map(({ name, atoms, size }) => [name, atoms, size])).toEqual([
      ["Year 9", ["9A", "9B"], 48],
      ["9A", ["9A"], 24],
      ["9B", ["9B"], 20]
    ])
    expect(body.courses.map(({ split }) => split)).toEqual([[2, 1], [1]])
    expect(body.placements.map(({ slot, roomIds }) => [slot, roomIds])).toEqual([
      [0, ["room-101"]],
      [7, ["room-101", "room-hall"]]
    ])
  })

  it("says the same when it is written, read and written again; people who meet still meet", () => {
    const clashes = (body: TimetableBody) => {
      const { teacher_clash, class_clash, room_clash } = evaluateBody(body).byKind
      return { teacher_clash, class_clash, room_clash }
    }
    fc.assert(
      fc.property(anySchool, before => {
        // What the format cannot say: weeks, chosen teachers, places outside the days.
        const one: TimetableBody = {
          ...before,
          cycle: { length: 1, anchor: "2024-01-01", labels: ["all"] },
          lessons: before.lessons.map(lesson => ({ ...lesson, weeks: 1 })),
          placements: before.placements.map(placement => ({ ...placement, teacherIds: null }))
        }
        const { body } = readBack(one)
        expect(danglingReferences(body)).toEqual([])
        expect(Schema.is(TimetableBody)(body)).toBe(true)
        expect(write(body)).toEqual(write(one))
        const torn = one.placements.length - body.placements.length
        if (torn === 0) expect(clashes(body)).toEqual(clashes(one))
      })
    )
  })

  it("keeps names that have a + in them apart", () => {
    const plus: Story = { lessons: { a: { classes: ["G+T", "9A", "8+"], teachers: ["Smith+Jones"], at: "Monday 1" } } }
    const { body } = readBack(school(plus))
    expect(body.courses.map(({ classIds }) => classIds)).toEqual([["class-g-t", "class-9a", "class-8"]])
    expect(body.courses[0]?.teacherIds).toEqual(["teacher-smith-jones"])
  })

  it("says what it has no place for", () => {
    const more: Story = { ...story, teachers: { "Ms Smith": { off: ["Monday 1"] } } }
    expect(toFetCsv(school(more, [constraint("teacher_gaps", { parameters: { max_per_day: 1 } })])).notes).toEqual([
      "FET's CSV has no place for 1 constraint and unavailable times (1 list)."
    ])
  })

  it("cannot say two of one name", () => {
    const body = school({ teachers: { Smith: {}, Jones: {} } })
    const teachers = body.teachers.map(teacher => ({ ...teacher, name: "Smith" }))
    expect(refusal({ ...body, teachers })).toMatchObject({ reason: 'there are two teachers called "Smith"' })
  })

  it.each([
    [
      "names that read as others",
      { teachers: { "Smith+Jones": {} }, lessons: { a: { teachers: ["Smith", "Jones"] } } },
      'the names "Smith", "Jones", joined by "+", read as others'
    ],
    [
      "classes four deep",
      { classes: { a: {}, b: { in: ["a"] }, c: { in: ["b"] }, d: { in: ["c"] } } },
      "d lies deeper than years, groups and subgroups"
    ]
  ] satisfies ReadonlyArray<readonly [string, Story, string]>)("cannot say %s", (_, told, reason) => {
    const error = refusal(school(told))
    expect(error).toMatchObject({ _tag: "CannotExport" })
    expect(String(error)).toContain(reason)
  })
})
