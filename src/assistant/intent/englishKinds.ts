import { joined } from "./joined.ts"
import type { KindWords } from "./Language.ts"

/** Kinds of conflicts as English planners call them. */
export const englishKinds: ReadonlyArray<KindWords> = [
  {
    words:
      "clash, clashes, double booking, double bookings, double booked, doubly booked, doublebooked, overlap, overlaps, overlapping, clashing, collide, collides, double-book, in two places at once, at the same time",
    kind: "teacher_clash,class_clash,room_clash",
    of: { teacher: "teacher_clash", class: "class_clash", room: "room_clash" }
  },
  {
    words:
      "gap, gaps, idle time, idle times, idle periods, too many gaps, so many gaps, way too many gaps, loads of gaps, free periods between lessons, free periods in between, free periods between, free lessons between, holes",
    kind: "teacher_gaps,class_gaps",
    of: { teacher: "teacher_gaps", class: "class_gaps" }
  },
  {
    words:
      "unplaced, that are not placed, which are not placed, not placed, not been placed, have not been placed, haven't been placed, not scheduled, unscheduled, " +
      joined(
        "don't have, do not have, doesn't have, haven't got, hasn't got, have no, has no, still have no, still has no, without",
        "a slot, slot, slots, any slot, time slot, a time slot"
      ) +
      ", need a home, still need a home, need a place, still need a place, need a slot, still need a slot, need placing, still need placing, homeless, without a place, without a home, no place, not in the timetable, not been scheduled, left to place",
    kind: "unplaced"
  },
  { words: "too small, overfull, overcrowded, too full, room capacity, over capacity", kind: "room_capacity" },
  {
    words: "wrong room, wrong rooms, unsuitable, unsuitable room, unsuitable rooms, wrong kind of room",
    kind: "room_unsuitable"
  },
  {
    words:
      "without a room, without room, without rooms, without any room, no room, missing room, missing rooms, " +
      joined(
        "don't have, do not have, doesn't have, haven't got, hasn't got, have no, has no, still have no, still has no",
        "a room, room, any room"
      ),
    kind: "room_missing"
  },
  { words: "late start, late starts", kind: "late_start" },
  { words: "daily load, too many lessons a day, too many lessons in a day", kind: "daily_load" },
  { words: "teacher days, too many days", kind: "teacher_days" },
  { words: "subject spread, badly spread, twice a day", kind: "subject_spread" },
  { words: "room changes", kind: "room_changes" },
  { words: "building changes", kind: "building_changes" }
]
