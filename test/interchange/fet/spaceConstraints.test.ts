import { describe, expect, it } from "vitest"
import type { TimetableBody } from "../../../src/timetable/Timetable.ts"
import { brookside, constraint, judge, own, read, withConstraints } from "../brookside.ts"

const school = (...space: ReadonlyArray<string>) => read(withConstraints({ space: space.join("") }))

const rooms = (...names: ReadonlyArray<string>): string =>
  names.map(name => `<Preferred_Room>${name}</Preferred_Room>`).join("")
const activityRoom = (activity: number, room: string, more = ""): string =>
  constraint("ActivityPreferredRoom", `${more}<Activity_Id>${activity}</Activity_Id><Room>${room}</Room>`)
const [locked, found, wished] = [
  "<Permanently_Locked>true</Permanently_Locked>",
  "<Permanently_Locked>false</Permanently_Locked>",
  "<Weight_Percentage>80</Weight_Percentage>"
]

/** What each lesson needs, "" = nothing: by lesson id. */
const needs = (body: TimetableBody): Readonly<Record<string, string>> =>
  Object.fromEntries(
    body.lessons.map(lesson => {
      const need = body.courses.find(course => course.id === lesson.courseId)?.roomNeed
      return [lesson.id, need?.need === "rooms" ? need.roomIds.join(" ") || "impossible" : ""]
    })
  )
const placedIn = (body: TimetableBody): Readonly<Record<string, string>> =>
  Object.fromEntries(body.placements.map(({ lessonId, roomIds }) => [lessonId, roomIds.join(" ")]))
const nothing = { a1: "", a2: "", a3: "", a4: "", a5: "" }

describe("the room of an activity", () => {
  it("is where it is; when locked, it also needs it", () => {
    const { body } = school(activityRoom(1, "R1", locked), activityRoom(3, "Lab", found))
    expect(placedIn(body)).toEqual({ ...nothing, a1: "room-r1", a3: "room-lab" })
    expect(needs(body)).toEqual({ ...nothing, a1: "room-r1" })
    expect(judge(body).hard).toBe(0)
  })

  it("below 100 % is a wish", () => {
    const { body } = school(activityRoom(1, "R1", wished))
    expect(needs(body)).toEqual(nothing)
    expect(own(body)).toMatchObject([
      {
        kind: "preferred_room",
        weight: 0.8,
        scope: { on: "lessons", ids: ["a1"] },
        parameters: { room_ids: ["room-r1"] }
      }
    ])
    expect(judge(body)).toMatchObject({ hard: 0, soft: 0.8 })
  })

  it("without a time leaves it unplaced", () => {
    const start = brookside.lastIndexOf("<ConstraintActivityPreferredStartingTime>")
    const end = brookside.indexOf("</Time_Constraints_List>")
    const untimed = brookside.slice(0, start) + brookside.slice(end)
    const { body, report } = read(withConstraints({ space: activityRoom(5, "Hall", found) }, untimed))
    expect(judge(body).byKind).toEqual({ unplaced: { hard: 1, soft: 0, count: 1 } })
    expect(report.notes).toEqual(["Unplaced, for want of a time, though with a room: 1 lesson."])
  })

  it("twice is the first, with a note, and no room at all when both are locked", () => {
    const { body, report } = school(activityRoom(1, "R1", locked), activityRoom(1, "Lab", locked))
    expect(placedIn(body).a1).toBe("room-r1")
    expect(needs(body).a1).toBe("impossible")
    expect(report.notes).toEqual([
      "Activity 1 is fixed in two rooms: it is not placed in Lab.",
      "No room is in all the sets of rooms that activity 1 is to be held in."
    ])
    expect(judge(body).byKind).toEqual({ room_unsuitable: { hard: 1, soft: 0, count: 1 } })
  })
})

describe("rooms for many activities", () => {
  it.each([
    ["ActivityPreferredRooms", "<Activity_Id>2</Activity_Id>", { a2: "room-hall room-lab" }],
    ["SubjectPreferredRooms", "<Subject>Science</Subject>", { a3: "room-hall room-lab", a4: "room-hall room-lab" }],
    ["ActivityTagPreferredRooms", "<Activity_Tag>practical</Activity_Tag>", { a3: "room-hall room-lab" }],
    [
      "SubjectActivityTagPreferredRooms",
      "<Subject>Science</Subject><Activity_Tag>practical</Activity_Tag>",
      { a3: "room-hall room-lab" }
    ]
  ])("%s are needed by all that it describes", (type, description, expected) => {
    const { body } = school(constraint(type, description + rooms("Lab", "Hall")))
    expect(needs(body)).toEqual({ ...nothing, ...expected })
  })

  it("may be one room, and several constraints leave what is in all of them", () => {
    const { body } = school(
      constraint("SubjectPreferredRooms", `<Subject>Science</Subject>${rooms("Lab", "Hall")}`),
      constraint("ActivityTagPreferredRoom", "<Activity_Tag>practical</Activity_Tag><Room>Hall</Room>")
    )
    expect(needs(body)).toEqual({ ...nothing, a3: "room-hall", a4: "room-hall room-lab" })
  })

  it("below 100 % are a wish for all that it describes", () => {
    const { body } = school(constraint("SubjectPreferredRoom", `${wished}<Subject>Science</Subject><Room>Lab</Room>`))
    expect(needs(body)).toEqual(nothing)
    expect(own(body)).toMatchObject([
      { kind: "preferred_room", scope: { on: "lessons", ids: ["a3", "a4"] }, parameters: { room_ids: ["room-lab"] } }
    ])
  })
})

describe("home rooms", () => {
  const reed = constraint("TeacherHomeRoom", "<Teacher>Mr. Reed</Teacher><Room>Lab</Room>")

  it("are needed by what the teacher gives alone, and what the students have by themselves", () => {
    const { body } = school(
      reed,
      constraint("StudentsSetHomeRooms", `<Students>7A</Students>${rooms("R1", "Hall")}`),
      constraint("StudentsSetHomeRoom", "<Students>Choir</Students><Room>Hall</Room>")
    )
    expect(needs(body)).toEqual({
      a1: "room-hall room-r1",
      a2: "room-hall room-r1",
      a3: "room-lab",
      a4: "",
      a5: "room-hall"
    })
    expect(body.teachers.map(({ homeRoomId }) => homeRoomId)).toEqual([null, "room-lab", null])
    expect(body.classes.flatMap(({ name, homeRoomId }) => (homeRoomId === null ? [] : [[name, homeRoomId]]))).toEqual([
      ["Choir", "room-hall"]
    ])
  })

  it("do not count where the activity has rooms of its own, needed or wished", () => {
    const subject = (more: string) =>
      constraint("SubjectPreferredRoom", `${more}<Subject>Science</Subject><Room>Hall</Room>`)
    expect(needs(school(reed, subject("")).body)).toEqual({ ...nothing, a3: "room-hall", a4: "room-hall" })
    expect(needs(school(reed, subject(wished)).body)).toEqual(nothing)
  })

  it("still count where FET has found the room, which suits in any case", () => {
    const { body } = school(reed, activityRoom(3, "Lab", found))
    expect(needs(body).a3).toBe("room-lab")
    const elsewhere = school(reed, activityRoom(3, "Hall", found)).body
    expect(needs(elsewhere).a3).toBe("room-hall room-lab")
    expect(judge(elsewhere).hard).toBe(0)
  })

  it("below 100 % are a wish", () => {
    const { body } = school(constraint("TeacherHomeRoom", `${wished}<Teacher>Mr. Reed</Teacher><Room>Lab</Room>`))
    expect(own(body)).toMatchObject([{ kind: "preferred_room", scope: { on: "lessons", ids: ["a3"] } }])
    expect(body.teachers[1]?.homeRoomId).toBe("room-lab")
  })
})

describe("rooms that are not available", () => {
  it("say when", () => {
    const time = "<Not_Available_Time><Day>Mo</Day><Hour>Lunch</Hour></Not_Available_Time>"
    const { body } = school(constraint("RoomNotAvailableTimes", `<Room>Lab</Room>${time}`))
    expect(body.rooms.map(({ unavailable }) => unavailable)).toEqual([[], [2], []])
  })
})

describe("a virtual room", () => {
  const set = (...names: ReadonlyArray<string>): string =>
    `<Set_of_Real_Rooms>${names.map(name => `<Real_Room>${name}</Real_Room>`).join("")}</Set_of_Real_Rooms>`
  const virtual = `<Room><Name>Any two</Name><Virtual>true</Virtual>${set("R1", "Lab")}${set("Hall")}</Room></Rooms_List>`
  const text = brookside.replace("</Rooms_List>", virtual)
  const all = "room-hall room-lab room-r1"

  it("stands for real rooms, and is none itself", () => {
    const real = "<Real_Room>Lab</Real_Room><Real_Room>Hall</Real_Room>"
    const { body, report } = read(withConstraints({ space: activityRoom(1, "Any two", locked + real) }, text))
    expect(body.rooms.map(({ name }) => name)).toEqual(["R1", "Lab", "Hall"])
    expect(placedIn(body).a1).toBe("room-lab room-hall")
    expect(needs(body).a1).toBe(all)
    expect(judge(body).hard).toBe(0)
    expect(report.notes).toEqual(["Virtual rooms are read as the real rooms they stand for: Any two."])
  })

  it("of which no real room is named leaves the lesson without one", () => {
    const { body, report } = read(withConstraints({ space: activityRoom(1, "Any two", locked) }, text))
    expect(judge(body).byKind).toEqual({ room_missing: { hard: 1, soft: 0, count: 1 } })
    expect(report.notes).toContain("Activity 1 is in Any two, a virtual room, and no real room is named.")
  })
})
