import { type Course, CourseId, type CourseRole } from "../../timetable/Course.ts"
import type { Group } from "../../timetable/Group.ts"
import { ClassId } from "../../timetable/SchoolClass.ts"
import { type Subject, SubjectId } from "../../timetable/Subject.ts"
import { TeacherId } from "../../timetable/Teacher.ts"
import { Trouble } from "../UnreadableFile.ts"
import { childOf, childrenOf, textOf, type XmlElement } from "../XmlElement.ts"
import { listOf, needNumber, numberOf } from "./elements.ts"
import { References } from "./References.ts"
import { XhsttGroups } from "./XhsttGroups.ts"
import type { XhsttResources } from "./XhsttResources.ts"
import type { XhsttTimes } from "./XhsttTimes.ts"

/** The events of an instance: our courses. Its Courses are groups of them, and our subjects. */
export class XhsttEvents {
  readonly groups = new XhsttGroups<"courses", CourseId>("courses", "event group")
  readonly #resources: XhsttResources
  readonly #times: XhsttTimes
  readonly #courses = new References<Course>("event")
  readonly #subjects = new Map<string, Subject>()

  constructor(instance: XmlElement, times: XhsttTimes, resources: XhsttResources) {
    this.#resources = resources
    this.#times = times
    const events = childOf(instance, "Events")
    for (const group of (events && childOf(events, "EventGroups"))?.children ?? []) {
      const { id, name, sort } = this.groups.define(group, group.name === "Course" ? "subject" : "group")
      if (sort === "subject") this.#subject(id, name)
    }
    for (const event of events === undefined ? [] : childrenOf(events, "Event"))
      this.#courses.define(event, id => this.#toCourse(event, id))
  }

  named(reference: XmlElement): Course {
    return this.#courses.named(reference)
  }

  get courses(): ReadonlyArray<Course> {
    return this.#courses.entries
  }

  get subjects(): ReadonlyArray<Subject> {
    return [...this.#subjects.values()]
  }

  get eventGroups(): ReadonlyArray<Group> {
    return this.groups.entries.map(({ id, name, sort, members }) => ({
      id,
      name,
      of: "courses",
      sort: sort === "subject" ? sort : "group",
      members
    }))
  }

  #toCourse(event: XmlElement, id: string): Course {
    const courseId = CourseId.make(id)
    const name = textOf(event, "Name") ?? id
    const [course] = this.groups.join(event, ["Course"], courseId)
    this.groups.join(childOf(event, "EventGroups"), ["EventGroup", "Course"], courseId)
    const time = childOf(event, "Time")
    const roles = [
      ...listOf(event, "Resources", "Resource").map(resource => this.#toRole(resource)),
      ...listOf(event, "ResourceGroups", "ResourceGroup").flatMap(group => this.#toRoles(group))
    ]
    const given = (type: string) => roles.flatMap(role => (role.type === type ? (role.resourceId ?? []) : []))
    return {
      id: courseId,
      name,
      subjectId: this.#subject(course?.id ?? id, course?.name ?? name),
      teacherIds: [...new Set(given("teacher"))].map(teacher => TeacherId.make(teacher)),
      classIds: [...new Set(given("class"))].map(schoolClass => ClassId.make(schoolClass)),
      split: [],
      roomNeed: { need: "none" },
      attendance: null,
      tags: [],
      duration: needNumber(event, "Duration", 1),
      givenSlot: time === undefined ? null : this.#times.slotOf(time),
      workload: numberOf(event, "Workload"),
      roles
    }
  }

  #toRole(element: XmlElement): CourseRole {
    const role = textOf(element, "Role")
    const workload = numberOf(element, "Workload")
    if (element.attributes.Reference !== undefined) {
      const { id, type } = this.#resources.named(element)
      return { role, type, resourceId: id, workload }
    }
    const type = childOf(element, "ResourceType")
    if (role === null || type === undefined)
      throw new Trouble({
        line: element.line,
        reason: "<Resource> has no Reference, so it needs a <Role> and a <ResourceType>"
      })
    return { role, type: this.#resources.typeOf(type), resourceId: null, workload }
  }

  /** All members of a group are given, as if each were listed by itself. */
  #toRoles(element: XmlElement): ReadonlyArray<CourseRole> {
    const { members, sort } = this.#resources.groups.named(element)
    const workload = numberOf(element, "Workload")
    return members.map(resourceId => ({ role: null, type: sort, resourceId, workload }))
  }

  #subject(id: string, name: string): SubjectId {
    const subject = this.#subjects.get(id) ?? { id: SubjectId.make(id), name, tags: [] }
    this.#subjects.set(id, subject)
    return subject.id
  }
}
