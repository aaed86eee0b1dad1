import { apart } from "./apart.ts"
import { breakOverlap } from "./breakOverlap.ts"
import { buildingChanges } from "./buildingChanges.ts"
import { buildingTravel } from "./buildingTravel.ts"
import { classClash } from "./classClash.ts"
import { classGaps } from "./classGaps.ts"
import { classUnavailable } from "./classUnavailable.ts"
import { consecutive } from "./consecutive.ts"
import { continuousLoad } from "./continuousLoad.ts"
import { dailyLoad } from "./dailyLoad.ts"
import { dayOverrun } from "./dayOverrun.ts"
import { doublePeriod } from "./doublePeriod.ts"
import { homeRoom } from "./homeRoom.ts"
import { intervalDays } from "./intervalDays.ts"
import { lateStart } from "./lateStart.ts"
import { linkBroken } from "./linkBroken.ts"
import { notQualified } from "./notQualified.ts"
import { occupiedSlots } from "./occupiedSlots.ts"
import { order } from "./order.ts"
import { pinnedMoved } from "./pinnedMoved.ts"
import { preferredRoom } from "./preferredRoom.ts"
import { preferredTime } from "./preferredTime.ts"
import type { Rule } from "./Rule.ts"
import { roomCapacity } from "./roomCapacity.ts"
import { roomChanges } from "./roomChanges.ts"
import { roomClash } from "./roomClash.ts"
import { roomMissing } from "./roomMissing.ts"
import { roomStability } from "./roomStability.ts"
import { roomUnavailable } from "./roomUnavailable.ts"
import { roomUnsuitable } from "./roomUnsuitable.ts"
import { splitTeacher } from "./splitTeacher.ts"
import { subjectSpread } from "./subjectSpread.ts"
import { teacherClash } from "./teacherClash.ts"
import { teacherDays } from "./teacherDays.ts"
import { teacherGaps } from "./teacherGaps.ts"
import { teacherUnavailable } from "./teacherUnavailable.ts"
import { unplaced } from "./unplaced.ts"
import { workload } from "./workload.ts"
import { wrongHours } from "./wrongHours.ts"
import { assignResource } from "./xhstt/AssignResource.ts"
import { assignTime } from "./xhstt/AssignTime.ts"
import { avoidClashes } from "./xhstt/AvoidClashes.ts"
import { avoidSplitAssignments } from "./xhstt/AvoidSplitAssignments.ts"
import { avoidUnavailableTimes } from "./xhstt/AvoidUnavailableTimes.ts"
import { clusterBusyTimes } from "./xhstt/ClusterBusyTimes.ts"
import { distributeSplitEvents } from "./xhstt/DistributeSplitEvents.ts"
import { limitBusyTimes } from "./xhstt/LimitBusyTimes.ts"
import { limitIdleTimes } from "./xhstt/LimitIdleTimes.ts"
import { limitWorkload } from "./xhstt/LimitWorkload.ts"
import { linkEvents } from "./xhstt/LinkEvents.ts"
import { orderEvents } from "./xhstt/OrderEvents.ts"
import { preferResources } from "./xhstt/PreferResources.ts"
import { preferTimes } from "./xhstt/PreferTimes.ts"
import { splitEvents } from "./xhstt/SplitEvents.ts"
import { spreadEvents } from "./xhstt/SpreadEvents.ts"

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
  preferredRoom,
  wrongHours,
  pinnedMoved,
  notQualified,
  buildingTravel,
  continuousLoad,
  lateStart,
  homeRoom,
  roomStability,
  doublePeriod,
  order,
  apart,
  consecutive,
  splitTeacher,
  roomChanges,
  buildingChanges,
  workload,
  intervalDays,
  occupiedSlots,
  assignTime,
  assignResource,
  splitEvents,
  distributeSplitEvents,
  preferTimes,
  preferResources,
  avoidSplitAssignments,
  spreadEvents,
  linkEvents,
  orderEvents,
  avoidClashes,
  avoidUnavailableTimes,
  limitIdleTimes,
  clusterBusyTimes,
  limitBusyTimes,
  limitWorkload
]

const byKind = new Map(rules.map(rule => [rule.kind, rule]))

export const ruleOf = (kind: string): Rule | undefined => byKind.get(kind)

/** "teacher_clash, class_clash, …": for whoever named one that does not exist. */
export const kinds: string = rules.map(rule => rule.kind).join(", ")
