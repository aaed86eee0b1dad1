import { describe, expect, it } from "vitest"
import { type IcalOptions, toIcal } from "../../../src/interchange/ical/toIcal.ts"
import { SchoolId } from "../../../src/timetable/School.ts"
import { type Timetable, TimetableId } from "../../../src/timetable/Timetable.ts"
import { type Story, school } from "../../support/school.ts"

const timetable = (story: Story): Timetable => ({
  ...school(story),
  id: TimetableId.make("autumn"),
  schoolId: SchoolId.make("springfield"),
  name: "Autumn",
  version: 3,
  published: false
})

const options: IcalOptions = { timeZone: "Europe/London", from: "2024-10-14", weeks: 4, stamp: "20240901T120000Z" }

const calendars = (story: Story, how: Partial<IcalOptions> = {}) =>
  Object.fromEntries(toIcal(timetable(story), { ...options, ...how }).files)

/** The lines of each event, unfolded. */
const events = (calendar = ""): ReadonlyArray<ReadonlyArray<string>> =>
  calendar
    .replaceAll("\r\n ", "")
    .split("BEGIN:VEVENT\r\n")
    .slice(1)
    .map(event => (event.split("END:VEVENT")[0] ?? "").trim().split("\r\n"))

const lines = (calendar: string | undefined, name: string): ReadonlyArray<string> =>
  events(calendar).flatMap(event => event.filter(line => line.startsWith(name)))

const story: Story = {
  periods: ["1", "2", "Lunch", "3"],
  bells: ["08:30-09:15", "09:20-10:05", "10:05-10:30", "10:30-11:15"],
  classes: { "Year 9": { atoms: ["a", "b"] }, "9A": { atoms: ["a"], in: ["Year 9"] }, "9B": { atoms: ["b"] } },
  lessons: {
    maths: {
      subject: "Maths",
      teachers: ["Mrs. Smith"],
      classes: ["9A"],
      duration: 2,
      at: "Tuesday 1",
      rooms: ["101"]
    },
    waiting: { teachers: ["Mrs. Smith"], classes: ["9A"] }
  }
}

describe("calendars", () => {
  it("are written for each teacher, class and room with lessons; a class has those of all its students", () => {
    expect(Object.keys(calendars(story))).toEqual([
      "teacher-mrs-smith.ics",
      "class-year-9.ics",
      "class-9a.ics",
      "room-101.ics"
    ])
  })

  it("have weekly events in the school's time zone", () => {
    const calendar = calendars(story)["teacher-mrs-smith.ics"]
    expect(events(calendar)).toEqual([
      [
        "UID:maths@autumn.springfield.timetable-chat",
        "DTSTAMP:20240901T120000Z",
        "SEQUENCE:2",
        "DTSTART;TZID=Europe/London:20241015T083000",
        "DTEND;TZID=Europe/London:20241015T100500",
        "RRULE:FREQ=WEEKLY;INTERVAL=1;COUNT=4",
        "SUMMARY:9A Maths",
        "LOCATION:101",
        "DESCRIPTION:Mrs. Smith\\n9A"
      ]
    ])
    expect(calendar?.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")).toBe(true)
    expect(calendar?.endsWith("END:VCALENDAR\r\n")).toBe(true)
    expect(calendar?.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/)
  })

  it("describe the zone, with the change of the clocks that falls within", () => {
    const zone = /BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE/.exec(calendars(story)["room-101.ics"] ?? "")?.[0]
    expect(zone?.split("\r\n")).toEqual([
      "BEGIN:VTIMEZONE",
      "TZID:Europe/London",
      "BEGIN:DAYLIGHT",
      "DTSTART:20241013T010000",
      "TZOFFSETFROM:+0100",
      "TZOFFSETTO:+0100",
      "END:DAYLIGHT",
      "BEGIN:STANDARD",
      "DTSTART:20241027T020000",
      "TZOFFSETFROM:+0100",
      "TZOFFSETTO:+0000",
      "END:STANDARD",
      "END:VTIMEZONE"
    ])
  })

  it("follow the cycle: an interval, and a start in the right week by the anchor date", () => {
    const cycle: Story = {
      ...story,
      weeks: ["A", "B", "C"],
      lessons: {
        b: { teachers: ["Mrs. Smith"], at: "Monday 1", weeks: 2 },
        ac: { teachers: ["Mrs. Smith"], at: "Friday 1", weeks: 5 },
        all: { teachers: ["Mrs. Smith"], at: "Monday 2" }
      }
    }
    // The anchor, 2024-01-01, is in week A; 2024-10-14 is 41 weeks later: week C.
    const calendar = calendars(cycle, { weeks: 6 })["teacher-mrs-smith.ics"]
    expect(events(calendar).map(event => [event[0], event[3], event[5]])).toEqual([
      [
        "UID:b-week2@autumn.springfield.timetable-chat",
        "DTSTART;TZID=Europe/London:20241028T083000",
        "RRULE:FREQ=WEEKLY;INTERVAL=3;COUNT=2"
      ],
      [
        "UID:ac-week1@autumn.springfield.timetable-chat",
        "DTSTART;TZID=Europe/London:20241025T083000",
        "RRULE:FREQ=WEEKLY;INTERVAL=3;COUNT=2"
      ],
      [
        "UID:ac-week3@autumn.springfield.timetable-chat",
        "DTSTART;TZID=Europe/London:20241018T083000",
        "RRULE:FREQ=WEEKLY;INTERVAL=3;COUNT=2"
      ],
      [
        "UID:all@autumn.springfield.timetable-chat",
        "DTSTART;TZID=Europe/London:20241014T092000",
        "RRULE:FREQ=WEEKLY;INTERVAL=1;COUNT=6"
      ]
    ])
    expect(lines(calendar, "DESCRIPTION")).toContain("DESCRIPTION:Mrs. Smith\\n(weeks A and C)")
  })

  it("begin in the middle of a week where asked to, and leave out what would not be held at all", () => {
    const calendar = calendars(story, { from: "2024-10-16", weeks: 1 })["room-101.ics"]
    expect(lines(calendar, "DTSTART")).toEqual(["DTSTART;TZID=Europe/London:20241022T083000"])
    expect(lines(calendar, "RRULE")).toEqual([])
    expect(lines(calendars(story, { weeks: 0 })["room-101.ics"], "UID")).toEqual([])
  })

  it("take the days by their names", () => {
    const sunday: Story = { ...story, days: ["Sunday", "Tuesday"] }
    expect(lines(calendars(sunday)["room-101.ics"], "DTSTART")).toEqual(["DTSTART;TZID=Europe/London:20241015T083000"])
    const german: Story = { ...story, days: ["Montag", "Tuesday"] }
    expect(lines(calendars(german)["room-101.ics"], "DTSTART")).toEqual(["DTSTART;TZID=Europe/London:20241015T083000"])
  })

  it("have whole days where the school has no bell times, and say so", () => {
    const { bells: _, ...silent } = story
    const { files, notes } = toIcal(timetable(silent), options)
    expect(lines(files.get("room-101.ics"), "DTSTART")).toEqual(["DTSTART;VALUE=DATE:20241015"])
    expect(lines(files.get("room-101.ics"), "DESCRIPTION")).toEqual([
      "DESCRIPTION:Tuesday\\, period 1\\nMrs. Smith\\n9A"
    ])
    expect(notes).toEqual([
      "All-day events, for want of bell times: 1 lesson.",
      "Left out, without a place in the week: 1 lesson."
    ])
  })

  it("do not let names out of their place, in a line or in a folder", () => {
    const evil = "../../Mr\r\nBEGIN:VEVENT;x=1"
    const hostile = calendars({
      ...story,
      lessons: { "a\r\nb": { subject: "Art\r\nATTACH:x", teachers: [evil], at: "Monday 1", rooms: ["..", "..."] } }
    })
    expect(Object.keys(hostile)).toEqual(["teacher-mr-begin-vevent-x-1.ics", "room-x.ics", "room-x-2.ics"])
    const [event] = events(hostile["room-x.ics"])
    expect(event?.map(line => line.split(/[:;]/)[0])).toEqual([
      "UID",
      "DTSTAMP",
      "SEQUENCE",
      "DTSTART",
      "DTEND",
      "RRULE",
      "SUMMARY",
      "LOCATION",
      "DESCRIPTION"
    ])
    expect(event?.[0]).toBe("UID:a_d__a_b@autumn.springfield.timetable-chat")
  })

  it.each([
    ["a zone that does not exist", { timeZone: "Mars/Olympus" }, 'there is no time zone "Mars/Olympus"'],
    ["a day that does not exist", { from: "2024-02-30" }, '"2024-02-30" is no date']
  ])("are refused for %s", (_, how, reason) => {
    expect(() => toIcal(timetable(story), { ...options, ...how })).toThrow(reason)
  })
})
