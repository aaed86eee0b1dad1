import type { FetReader } from "./FetConstraint.ts"
import * as space from "./spaceConstraints.ts"
import * as time from "./timeConstraints.ts"

/**
 * Every type of FET constraint that is read, with its reader: the literal list. A type that is not here is reported as
 * unmapped. Weights, comments and switching off are the same for all and are no reader's business.
 */
export const constraintTypes: ReadonlyMap<string, FetReader> = new Map<string, FetReader>([
  ["ConstraintBasicCompulsoryTime", time.basic],
  ["ConstraintBreakTimes", time.breakTimes],
  ["ConstraintTeacherNotAvailableTimes", time.teacherNotAvailable],
  ["ConstraintStudentsSetNotAvailableTimes", time.studentsNotAvailable],
  ["ConstraintActivityPreferredStartingTime", time.startingTime],
  ["ConstraintActivityPreferredStartingTimes", time.activityTimes("start")],
  ["ConstraintActivityPreferredTimeSlots", time.activityTimes("whole")],
  ["ConstraintActivitiesPreferredStartingTimes", time.describedTimes("start")],
  ["ConstraintActivitiesPreferredTimeSlots", time.describedTimes("whole")],
  ["ConstraintActivitiesSameStartingTime", time.sameStart],
  ["ConstraintMinDaysBetweenActivities", time.minDays],
  ["ConstraintMinNDaysBetweenActivities", time.minDays],
  ["ConstraintTeacherMaxDaysPerWeek", time.teacherDays("max")],
  ["ConstraintTeachersMaxDaysPerWeek", time.teacherDays("max")],
  ["ConstraintTeacherMinDaysPerWeek", time.teacherDays("min")],
  ["ConstraintTeachersMinDaysPerWeek", time.teacherDays("min")],
  ["ConstraintTeacherMaxHoursDaily", time.maxHoursDaily(time.teacherOrAll)],
  ["ConstraintTeachersMaxHoursDaily", time.maxHoursDaily(time.teacherOrAll)],
  ["ConstraintTeacherMinHoursDaily", time.minHoursDaily(time.teacherOrAll)],
  ["ConstraintTeachersMinHoursDaily", time.minHoursDaily(time.teacherOrAll)],
  ["ConstraintTeacherMaxGapsPerDay", time.gaps("teacher_gaps", "max_per_day", time.teacherOrAll)],
  ["ConstraintTeachersMaxGapsPerDay", time.gaps("teacher_gaps", "max_per_day", time.teacherOrAll)],
  ["ConstraintTeacherMaxGapsPerWeek", time.gaps("teacher_gaps", "max_per_week", time.teacherOrAll)],
  ["ConstraintTeachersMaxGapsPerWeek", time.gaps("teacher_gaps", "max_per_week", time.teacherOrAll)],
  ["ConstraintStudentsMaxGapsPerDay", time.gaps("class_gaps", "max_per_day", time.studentsOrAll)],
  ["ConstraintStudentsSetMaxGapsPerDay", time.gaps("class_gaps", "max_per_day", time.studentsOrAll)],
  ["ConstraintStudentsMaxGapsPerWeek", time.gaps("class_gaps", "max_per_week", time.studentsOrAll)],
  ["ConstraintStudentsSetMaxGapsPerWeek", time.gaps("class_gaps", "max_per_week", time.studentsOrAll)],
  ["ConstraintStudentsMaxHoursDaily", time.maxHoursDaily(time.studentsOrAll)],
  ["ConstraintStudentsSetMaxHoursDaily", time.maxHoursDaily(time.studentsOrAll)],
  ["ConstraintStudentsMinHoursDaily", time.minHoursDaily(time.studentsOrAll)],
  ["ConstraintStudentsSetMinHoursDaily", time.minHoursDaily(time.studentsOrAll)],

  ["ConstraintBasicCompulsorySpace", time.basic],
  ["ConstraintRoomNotAvailableTimes", time.roomNotAvailable],
  ["ConstraintActivityPreferredRoom", space.activityRoom],
  ["ConstraintActivityPreferredRooms", space.activityRooms],
  ["ConstraintSubjectPreferredRoom", space.describedRooms],
  ["ConstraintSubjectPreferredRooms", space.describedRooms],
  ["ConstraintActivityTagPreferredRoom", space.describedRooms],
  ["ConstraintActivityTagPreferredRooms", space.describedRooms],
  ["ConstraintSubjectActivityTagPreferredRoom", space.describedRooms],
  ["ConstraintSubjectActivityTagPreferredRooms", space.describedRooms],
  ["ConstraintTeacherHomeRoom", space.teacherHome],
  ["ConstraintTeacherHomeRooms", space.teacherHome],
  ["ConstraintStudentsSetHomeRoom", space.studentsHome],
  ["ConstraintStudentsSetHomeRooms", space.studentsHome]
])
