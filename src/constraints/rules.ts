import { breakOverlap } from "./breakOverlap.ts"
import { classClash } from "./classClash.ts"
import { classGaps } from "./classGaps.ts"
import { classUnavailable } from "./classUnavailable.ts"
import { dailyLoad } from "./dailyLoad.ts"
import { dayOverrun } from "./dayOverrun.ts"
import { linkBroken } from "./linkBroken.ts"
import { preferredRoom } from "./preferredRoom.ts"
import { preferredTime } from "./preferredTime.ts"
import type { Rule } from "./Rule.ts"
import { roomCapacity } from "./roomCapacity.ts"
import { roomClash } from "./roomClash.ts"
import { roomMissing } from "./roomMissing.ts"
import { roomUnavailable } from "./roomUnavailable.ts"
import { roomUnsuitable } from "./roomUnsuitable.ts"
import { subjectSpread } from "./subjectSpread.ts"
import { teacherClash } from "./teacherClash.ts"
import { teacherDays } from "./teacherDays.ts"
import { teacherGaps } from "./teacherGaps.ts"
import { teacherUnavailable } from "./teacherUnavailable.ts"
import { unplaced } from "./unplaced.ts"

/** Every rule there is: the literal list. A kind that is not here does not exist. */
export const rules: ReadonlyArray<Rule> = [
  teacherClash,
  classClash,
  roomClash,
  teacherUnavailable,
  classUnavailable,
  roomUnavailable,
  breakOverlap,
  dayOverrun,
  unplaced,
  roomMissing,
  roomUnsuitable,
  roomCapacity,
  linkBroken,
  subjectSpread,
  teacherGaps,
  classGaps,
  dailyLoad,
  teacherDays,
  preferredTime,
  preferredRoom
]

const byKind = new Map(rules.map(rule => [rule.kind, rule]))

export const ruleOf = (kind: string): Rule | undefined => byKind.get(kind)

/** "teacher_clash, class_clash, …": for whoever named one that does not exist. */
export const kinds: string = rules.map(rule => rule.kind).join(", ")
