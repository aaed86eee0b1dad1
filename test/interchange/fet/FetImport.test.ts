import { Schema } from "effect"
import { describe, expect, it } from "vitest"
import { danglingReferences } from "../../../src/constraints/Model.ts"
import { ImportReport } from "../../../src/interchange/ImportReport.ts"
import { TimetableBody } from "../../../src/timetable/Timetable.ts"
import { brookside, fixture, judge, own, read } from "../brookside.ts"

const { institution, body, report } = read(brookside)

describe("a FET file with a timetable", () => {
  it("becomes a timetable that is whole, valid and without a conflict", () => {
    expect(institution).toBe("Brookside School")
    expect(Schema.is(TimetableBody)(body)).toBe(true)
    expect(danglingReferences(body)).toEqual([])
    const { hard, soft, conflicts } = judge(body)
    expect({ hard, soft, conflicts }).toEqual({ hard: 0, soft: 0, conflicts: [] })
  })

  it("is reported on, type by type", () => {
    expect(Schema.is(ImportReport)(report)).toBe(true)
    expect(report).toEqual({
      format: "fet",
      version: "6.8.5",
      mapped: [
        { type: "ConstraintActivityPreferredStartingTime", count: 5 },
        { type: "ConstraintBasicCompulsorySpace", count: 1 },
        { type: "ConstraintBasicCompulsoryTime", count: 1 }
      ],
      unmapped: [],
      inactive: [{ type: "Activity", count: 1 }],
      notes: []
    })
  })

  it("keeps its days and hours, with clock times", () => {
    const [monday, tuesday] = body.grid.days
    expect([monday, tuesday].map(day => [day?.name, day?.shortName])).toEqual([
      ["Monday", "Mo"],
      ["Tuesday", "Tu"]
    ])
    expect(monday?.periods).toEqual([
      { name: "1 (8:30 - 9:15)", start: "08:30", end: "09:15", isBreak: false },
      { name: "2 (9:20 - 10:05)", start: "09:20", end: "10:05", isBreak: false },
      { name: "Lunch", start: null, end: null, isBreak: false },
      { name: "3 (11:00 - 11:45)", start: "11:00", end: "11:45", isBreak: false }
    ])
  })

  it("keeps its teachers with long names and subjects", () => {
    expect(body.teachers.map(({ id, name, shortName, subjectIds }) => [id, name, shortName, subjectIds])).toEqual([
      ["teacher-hill", "Mrs. Hill", "Hill", ["subject-maths"]],
      ["teacher-mr-reed", "Mr. Reed", null, []],
      ["teacher-ms-stone", "Ms. Stone", null, []]
    ])
  })

  it("keeps its rooms", () => {
    expect(body.rooms.map(({ id, name, capacity, building }) => [id, name, capacity, building])).toEqual([
      ["room-r1", "R1", 30, "Mill"],
      ["room-lab", "Lab", 24, null],
      ["room-hall", "Hall", 100, null]
    ])
  })

  it("keeps years, groups and subgroups as classes that share students where their subgroups do", () => {
    expect(body.classes.map(({ name, parentIds, atoms, size }) => [name, parentIds, atoms, size])).toEqual([
      ["Year 7", [], ["7A singers", "7A others", "7B", "8 singers"], 48],
      ["7A", ["class-year-7"], ["7A singers", "7A others"], 24],
      ["7A singers", ["class-7a", "class-choir"], ["7A singers"], 6],
      ["7A others", ["class-7a"], ["7A others"], 18],
      ["7B", ["class-year-7"], ["7B"], 24],
      ["Choir", ["class-year-7", "class-year-8"], ["7A singers", "8 singers"], 10],
      ["8 singers", ["class-choir"], ["8 singers"], 4],
      ["Year 8", [], ["7A singers", "8 singers"], 20],
      ["Year 9", [], ["Year 9"], 15]
    ])
  })

  it("makes one course of a split activity, and two where its parts differ", () => {
    expect(
      body.courses.map(({ id, teacherIds, classIds, split, attendance, tags }) => ({
        id,
        teacherIds,
        classIds,
        split,
        attendance,
        tags
      }))
    ).toEqual([
      { id: "c1", teacherIds: ["teacher-hill"], classIds: ["class-7a"], split: [2, 1], attendance: null, tags: [] },
      {
        id: "c3",
        teacherIds: ["teacher-mr-reed"],
        classIds: ["class-7b"],
        split: [1],
        attendance: null,
        tags: ["practical"]
      },
      {
        id: "c4",
        teacherIds: ["teacher-mr-reed", "teacher-ms-stone"],
        classIds: ["class-7b"],
        split: [1],
        attendance: null,
        tags: []
      },
      { id: "c5", teacherIds: ["teacher-ms-stone"], classIds: ["class-choir"], split: [1], attendance: 9, tags: [] }
    ])
    expect(body.lessons.map(({ id, courseId, duration, weeks }) => [id, courseId, duration, weeks])).toEqual([
      ["a1", "c1", 1, 1],
      ["a2", "c1", 2, 1],
      ["a3", "c3", 1, 1],
      ["a4", "c4", 1, 1],
      ["a5", "c5", 1, 1]
    ])
  })

  it("puts its activities where FET has them, pinned when permanently locked", () => {
    const pin = { by: "FET", why: "permanently locked" }
    expect(
      body.placements.map(placement => [placement.lessonId, placement.slot, placement.roomIds, placement.pin])
    ).toEqual([
      ["a1", 0, [], pin],
      ["a2", 4, [], null],
      ["a3", 1, [], null],
      ["a4", 5, [], null],
      ["a5", 7, [], null]
    ])
  })

  it("with one lesson moved by hand onto a busy teacher's slot has exactly that clash", () => {
    // Ms. Stone sings with the Choir on Tuesday 3; the lesson of 7B moves there, which has no student in the Choir.
    const second = "<Preferred_Hour>2 (9:20 - 10:05)</Preferred_Hour>"
    const of4 = brookside.indexOf(second, brookside.indexOf("<Activity_Id>4</Activity_Id>"))
    const moved = `${brookside.slice(0, of4)}<Preferred_Hour>3 (11:00 - 11:45)</Preferred_Hour>${brookside.slice(of4 + second.length)}`
    const { hard, byKind, conflicts } = judge(read(moved).body)
    expect({ hard, byKind }).toEqual({ hard: 1, byKind: { teacher_clash: { hard: 1, soft: 0, count: 1 } } })
    expect(conflicts[0]?.lessons).toEqual(["a4", "a5"])
    expect(conflicts[0]?.resources).toEqual([{ kind: "teacher", id: "teacher-ms-stone" }])
    expect(conflicts[0]?.slots).toEqual([7])
  })
})

describe("a FET file in the style of FET 5.5", () => {
  const old = read(fixture("old-style.fet"))

  it("is read with its old lists, names and defaults", () => {
    expect(old.institution).toBe("Old Mill School")
    expect(old.report.version).toBe("5.5.7")
    expect(old.body.grid.days.map(day => [day.name, day.shortName, day.periods.map(({ start }) => start)])).toEqual([
      ["Dimarts", "Dima", ["08:00", "09:00"]],
      ["Dimecres", "Dime", ["08:00", "09:00"]]
    ])
    expect(old.body.teachers[0]?.unavailable).toEqual([3])
    expect(own(old.body)).toMatchObject([
      {
        id: "fet:1",
        kind: "subject_spread",
        hard: false,
        weight: 0.95,
        parameters: { min_days: 1, consecutive_if_same_day: true }
      }
    ])
  })

  it("leaves its activities unplaced, which is what is wrong with it", () => {
    expect(judge(old.body).byKind).toEqual({ unplaced: { hard: 2, soft: 0, count: 2 } })
  })
})

describe("what a file says and no noun has a place for", () => {
  it("is noted", () => {
    const text = brookside
      .replace("<Mode>Official</Mode>", "<Mode>Mornings-Afternoons</Mode>")
      .replace("<Target_Number_of_Hours>0<", "<Target_Number_of_Hours>18<")
      .replace("<Name>Science</Name>", "<Name>Science</Name><Long_Name>Natural Science</Long_Name>")
      .replace(
        "<Time_Constraints_List>",
        "<Timetable_Generation_Options_List><GroupActivitiesInInitialOrder/></Timetable_Generation_Options_List><Dreams/><Time_Constraints_List>"
      )
    const { report } = read(text)
    expect(report.notes).toEqual([
      'The file is for FET\'s mode "Mornings-Afternoons"; it is read as if it were for the mode "Official".',
      "Not read: the target hours of 1 teacher.",
      "Long names of subjects, classes and rooms are not kept (1); they are called by their short ones.",
      "The section Dreams is not read."
    ])
    expect(report.unmapped).toEqual([{ type: "GroupActivitiesInInitialOrder", count: 1 }])
  })
})

describe("ids", () => {
  it("are readable in any script, and distinct where names look alike", () => {
    const text = brookside
      .replace("<Name>R1</Name>", "<Name>Aula Nº 1</Name>")
      .replace("<Name>Lab</Name>", "<Name>aula nº-1!</Name>")
      .replace("<Name>Hall</Name>", "<Name>教室</Name>")
    expect(read(text).body.rooms.map(room => room.id)).toEqual(["room-aula-no-1", "room-aula-no-1-2", "room-教室"])
    expect(read(brookside.replace("<Name>Hall</Name>", "<Name>**</Name>")).body.rooms.at(-1)?.id).toBe("room-3")
  })
})
