import { apart } from "./kinds/apart.ts"
import { breakOverlap } from "./kinds/breakOverlap.ts"
import { buildingChanges } from "./kinds/buildingChanges.ts"
import { buildingTravel } from "./kinds/buildingTravel.ts"
import { classClash } from "./kinds/classClash.ts"
import { classGaps } from "./kinds/classGaps.ts"
import { classUnavailable } from "./kinds/classUnavailable.ts"
import { consecutive } from "./kinds/consecutive.ts"
import { continuousLoad } from "./kinds/continuousLoad.ts"
import { dailyLoad } from "./kinds/dailyLoad.ts"
import { dayOverrun } from "./kinds/dayOverrun.ts"
import { doublePeriod } from "./kinds/doublePeriod.ts"
import { homeRoom } from "./kinds/homeRoom.ts"
import { intervalDays } from "./kinds/intervalDays.ts"
import { lateStart } from "./kinds/lateStart.ts"
import { linkBroken } from "./kinds/linkBroken.ts"
import { notQualified } from "./kinds/notQualified.ts"
import { occupiedSlots } from "./kinds/occupiedSlots.ts"
import { order } from "./kinds/order.ts"
import { pinnedMoved } from "./kinds/pinnedMoved.ts"
import { preferredRoom } from "./kinds/preferredRoom.ts"
import { preferredTime } from "./kinds/preferredTime.ts"
import { roomCapacity } from "./kinds/roomCapacity.ts"
import { roomChanges } from "./kinds/roomChanges.ts"
import { roomClash } from "./kinds/roomClash.ts"
import { roomMissing } from "./kinds/roomMissing.ts"
import { roomStability } from "./kinds/roomStability.ts"
import { roomUnavailable } from "./kinds/roomUnavailable.ts"
import { roomUnsuitable } from "./kinds/roomUnsuitable.ts"
import { splitTeacher } from "./kinds/splitTeacher.ts"
import { subjectSpread } from "./kinds/subjectSpread.ts"
import { teacherClash } from "./kinds/teacherClash.ts"
import { teacherDays } from "./kinds/teacherDays.ts"
import { teacherGaps } from "./kinds/teacherGaps.ts"
import { teacherUnavailable } from "./kinds/teacherUnavailable.ts"
import { unplaced } from "./kinds/unplaced.ts"
import { workload } from "./kinds/workload.ts"
import { wrongHours } from "./kinds/wrongHours.ts"
import type { Rule } from "./Rule.ts"
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
