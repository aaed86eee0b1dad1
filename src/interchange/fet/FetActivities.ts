import { LessonId } from "../../timetable/Lesson.ts"
import type { ClassId } from "../../timetable/SchoolClass.ts"
import type { Subject } from "../../timetable/Subject.ts"
import type { TeacherId } from "../../timetable/Teacher.ts"
import type { Register } from "../Register.ts"
import { Trouble } from "../UnreadableFile.ts"
import { childOf, childrenOf, needed, shown, wholeNumber, type XmlElement, yesOrNo } from "../XmlElement.ts"
import { type FetResources, listed } from "./FetResources.ts"
import type { StudentsSet } from "./FetStudents.ts"

/** One activity of a FET file: a lesson here. Components of a split activity share a `group`; 0 = it stands alone. */
export interface FetActivity {
  readonly number: number
  readonly lessonId: LessonId
  readonly group: number
  readonly duration: number
  readonly active: boolean
  readonly subject: Subject
  readonly teacherIds: ReadonlyArray<TeacherId>
  readonly students: ReadonlyArray<StudentsSet>
  readonly tags: ReadonlyArray<string>
  readonly attendance: number | null
}

const mostId = 1_000_000_000

/** The activities of a file by the number that constraints call them by. */
export class FetActivities {
  readonly #byNumber = new Map<number, FetActivity>()

  constructor(root: XmlElement, resources: FetResources, students: Register<ClassId, StudentsSet>) {
    for (const element of listed(root, "Activities_List", "Activity")) {
      const id = needed(element, "Id")
      const number = wholeNumber(id, 0, mostId)
      if (this.#byNumber.has(number))
        throw new Trouble({ line: id.line, reason: `there are two activities with the id ${number}` })
      const group = childOf(element, "Activity_Group_Id")
      const attendance = childOf(element, "Number_Of_Students")
      this.#byNumber.set(number, {
        number,
        lessonId: LessonId.make(`a${number}`),
        group: group === undefined ? 0 : wholeNumber(group, 0, mostId),
        duration: wholeNumber(needed(element, "Duration"), 1, 100),
        active: yesOrNo(element, "Active", true),
        subject: resources.subjects.named(needed(element, "Subject")),
        teacherIds: distinct(childrenOf(element, "Teacher").map(teacher => resources.teachers.named(teacher).id)),
        students: distinct(childrenOf(element, "Students").map(set => students.named(set))),
        tags: distinct(
          childrenOf(element, "Activity_Tag").flatMap(tag => (tag.text === "" ? [] : resources.tags.named(tag)))
        ),
        attendance: attendance === undefined ? null : wholeNumber(attendance, 0, 1_000_000)
      })
    }
  }

  /** In the order of the file. */
  get active(): ReadonlyArray<FetActivity> {
    return [...this.#byNumber.values()].filter(activity => activity.active)
  }

  get inactive(): number {
    return this.#byNumber.size - this.active.length
  }

  /** What a reference means; Trouble when no activity has that id. */
  named(reference: XmlElement): FetActivity {
    const activity = this.#byNumber.get(Number(reference.text))
    if (activity === undefined || reference.text === "")
      throw new Trouble({ line: reference.line, reason: `there is no activity with the id "${shown(reference.text)}"` })
    return activity
  }
}

const distinct = <A>(items: ReadonlyArray<A>): ReadonlyArray<A> => [...new Set(items)]
