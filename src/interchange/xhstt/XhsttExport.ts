import type { Course } from "../../timetable/Course.ts"
import type { TimetableBody } from "../../timetable/Timetable.ts"
import { slotInfos } from "../../timetable/WeekGrid.ts"
import { type Counted, Tally } from "../ImportReport.ts"
import { slug } from "../Register.ts"
import { element, leaf, list, xmlDocument } from "../XmlText.ts"
import { constraintElement } from "./constraintElement.ts"
import { fileIds, reference, typeIds } from "./fileIds.ts"
import { solutionElement } from "./solutionElement.ts"

/** Who and when, as an archive wants it said. */
export interface XhsttAbout {
  readonly name: string
  /** Any text, e.g. "2026-09-01". */
  readonly date: string
}

export interface XhsttExport {
  readonly text: string
  /** What XHSTT has no words for, by kind: constraints of our own, and lessons that are not held every week. */
  readonly leftOut: ReadonlyArray<Counted>
}

/**
 * An archive with one instance, and the timetable as its one solution. What came from an archive is read back as it was.
 * A school of our own loses what `leftOut` says, and every course names its teachers and classes as given.
 */
export const toXhstt = (body: TimetableBody, { name, date }: XhsttAbout): XhsttExport => {
  const leftOut = new Tally()
  const ids = fileIds(body)
  const instanceId = slug(name) || "timetable"
  const constraints = body.constraints.flatMap(constraint => {
    const written = constraintElement(constraint, ids)
    if (written === null) leftOut.add(constraint.kind)
    return written ?? []
  })
  const everyWeek = 2 ** body.cycle.length - 1
  leftOut.add(
    "lesson that is not held every week",
    body.lessons.filter(({ weeks }) => (weeks & everyWeek) !== everyWeek).length
  )
  const about = [leaf("Name", name), leaf("Contributor", ""), leaf("Date", date)]
  const instance = element("Instance", { Id: instanceId }, [
    element("MetaData", {}, [...about, leaf("Country", ""), leaf("Description", "")]),
    timesElement(body),
    resourcesElement(body),
    eventsElement(body),
    list("Constraints", constraints) || element("Constraints", {})
  ])
  const solution = element("SolutionGroup", { Id: `${instanceId}-solution` }, [
    element("MetaData", {}, [...about.slice(1), leaf("Description", name)]),
    element("Solution", { Reference: instanceId }, [solutionElement(body)])
  ])
  const text = element("HighSchoolTimetableArchive", {}, [
    element("Instances", {}, [instance]),
    element("SolutionGroups", {}, [solution])
  ])
  return { text: xmlDocument(text), leftOut: leftOut.toArray() }
}

const named = (tag: string, id: string, name: string, ...more: ReadonlyArray<string | null>): string =>
  element(tag, { Id: id }, [leaf("Name", name), ...more])

const timeTags = { day: "Day", week: "Week", group: "TimeGroup" } as const

const timesElement = (body: TimetableBody): string => {
  const groups = body.groups.filter(group => group.of === "times")
  const ids = fileIds(body)
  return element("Times", {}, [
    list(
      "TimeGroups",
      groups.map(({ id, name, sort }) => named(timeTags[sort], id, name))
    ),
    ...slotInfos(body.grid).map(({ slot, at }) => {
      const own = groups.filter(group => group.members.includes(slot))
      const of = (sort: keyof typeof timeTags) =>
        own.filter(group => group.sort === sort).map(group => reference(timeTags[sort], group.id))
      return named(
        "Time",
        ids.time(slot),
        at.name,
        ...of("week"),
        ...of("day"),
        list("TimeGroups", of("group")) || null
      )
    })
  ])
}

const resourcesElement = (body: TimetableBody): string => {
  const groups = body.groups.filter(group => group.of === "resources")
  const { types, idOf } = typeIds(body)
  const all = [
    ...body.teachers.map(({ id, name }) => ({ id, name, type: "teacher" })),
    ...body.classes.map(({ id, name }) => ({ id, name, type: "class" })),
    ...body.rooms.map(({ id, name }) => ({ id, name, type: "room" })),
    ...body.others
  ]
  return element("Resources", {}, [
    list(
      "ResourceTypes",
      types.map(type => named("ResourceType", type, type))
    ),
    list(
      "ResourceGroups",
      groups.map(({ id, name, sort }) => named("ResourceGroup", id, name, reference("ResourceType", idOf(sort))))
    ),
    ...all.map(({ id, name, type }) => {
      const own = groups.filter(group => group.members.some(member => member === id))
      return named(
        "Resource",
        id,
        name,
        reference("ResourceType", idOf(type)),
        list(
          "ResourceGroups",
          own.map(group => reference("ResourceGroup", group.id))
        ) || null
      )
    })
  ])
}

const eventsElement = (body: TimetableBody): string => {
  const groups = body.groups.filter(group => group.of === "courses")
  const ids = fileIds(body)
  const { idOf } = typeIds(body)
  const eventElement = (course: Course): string => {
    const own = groups.filter(group => group.members.includes(course.id))
    const subject = own.find(({ id, sort }) => sort === "subject" && id === String(course.subjectId))
    return named(
      "Event",
      course.id,
      course.name ?? course.id,
      leaf("Duration", ids.duration(course)),
      course.workload === null ? null : leaf("Workload", course.workload),
      course.givenSlot === null ? null : reference("Time", ids.time(course.givenSlot)),
      subject === undefined ? null : reference("Course", subject.id),
      list(
        "Resources",
        ids
          .roles(course)
          .map(({ role, type, resourceId, workload }) =>
            element("Resource", resourceId === null ? {} : { Reference: resourceId }, [
              role !== null && leaf("Role", role),
              reference("ResourceType", idOf(type)),
              workload !== null && leaf("Workload", workload)
            ])
          )
      ) || null,
      list(
        "EventGroups",
        own.filter(group => group !== subject).map(group => reference("EventGroup", group.id))
      ) || null
    )
  }
  return element("Events", {}, [
    list(
      "EventGroups",
      groups.map(({ id, name, sort }) => named(sort === "subject" ? "Course" : "EventGroup", id, name))
    ),
    ...body.courses.map(eventElement)
  ])
}
