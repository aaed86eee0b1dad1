import { type Course, CourseId, plainCourse } from "../../timetable/Course.ts"
import type { Lesson } from "../../timetable/Lesson.ts"
import { allWeeks, everyWeek } from "../../timetable/WeekCycle.ts"
import type { FetActivity } from "./FetActivities.ts"
import type { FetRoomNeeds } from "./FetRoomNeeds.ts"

export interface Courses {
  readonly courses: ReadonlyArray<Course>
  readonly lessons: ReadonlyArray<Lesson>
}

/**
 * The components of a split activity are the lessons of one course, as long as they agree in everything that a course
 * says; FET lets them differ, and then each distinct set is a course. A course is called after its first activity.
 */
export const toCourses = (activities: ReadonlyArray<FetActivity>, needs: FetRoomNeeds): Courses => {
  const byContent = new Map<string, { readonly course: Course; readonly split: Array<number> }>()
  const lessons: Array<Lesson> = []
  for (const activity of activities) {
    const course: Course = {
      ...plainCourse,
      id: CourseId.make(`c${activity.number}`),
      subjectId: activity.subject.id,
      teacherIds: activity.teacherIds,
      classIds: activity.students.map(set => set.id),
      split: [],
      roomNeed: needs.of(activity),
      attendance: activity.attendance,
      tags: activity.tags
    }
    const content =
      activity.group === 0
        ? course.id
        : JSON.stringify([
            activity.group,
            course.subjectId,
            [...course.teacherIds].sort(),
            [...course.classIds].sort(),
            [...course.tags].sort(),
            course.roomNeed,
            course.attendance
          ])
    const known = byContent.get(content) ?? { course, split: [] }
    byContent.set(content, known)
    known.split.push(activity.duration)
    const { lessonId: id, duration } = activity
    lessons.push({ id, courseId: known.course.id, duration, weeks: allWeeks(everyWeek) })
  }
  const courses = [...byContent.values()].map(({ course, split }) => ({
    ...course,
    split: split.sort((a, b) => b - a)
  }))
  return { courses, lessons }
}
