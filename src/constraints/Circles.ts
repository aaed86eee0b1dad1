import type { Monitor } from "./Evaluation.ts"
import type { Model } from "./Model.ts"
import { none, type Point } from "./Rule.ts"
import { Watchers } from "./Watchers.ts"

interface Circle {
  readonly first: Point
  readonly members: Array<number>
}

/** So many points form a circle at most: one for each bit of a word. */
const mostMembers = 32

/**
 * Points that watch the same, and are about the same subject, form a circle: all that is judged of one teacher, say. They
 * are asked together, and are neighbours in memory, so that a change finds a few circles instead of forty points. Circles
 * are ordered by what they watch.
 */
export class Circles {
  /** The points, circle by circle. */
  readonly points: ReadonlyArray<Point>
  /** Per point: the constraint it belongs to. */
  readonly monitorOf: Int32Array
  /** The points in the order of the rulebook. */
  readonly inOrder: Int32Array
  /** Per circle: its first point; one more entry than there are circles. */
  readonly begin: Int32Array
  readonly ofLesson: Watchers
  readonly ofTeacher: Watchers
  readonly ofRoom: Watchers
  readonly ofResource: Watchers

  constructor(model: Model, monitors: ReadonlyArray<Monitor>) {
    const all = monitors.flatMap(({ points }) => points)
    const monitorOf = monitors.flatMap(({ points }, monitor) => points.map(() => monitor))
    const found: Array<Circle> = []
    const circles = new Map<string, Circle>()
    const numberOf = makeNumbering()
    all.forEach((point, i) => {
      const { watchedLessons, watchedTeachers, watchedRooms, watchedResources = none, subject } = point
      const watched = `${numberOf(watchedLessons)};${numberOf(watchedTeachers)};${numberOf(watchedRooms)};${numberOf(watchedResources)}`
      const key = `${watched};${subject}`
      const circle = circles.get(key)
      if (circle !== undefined && circle.members.length < mostMembers) circle.members.push(i)
      else {
        const begun = { first: point, members: [i] }
        circles.set(key, begun)
        found.push(begun)
      }
    })
    const sorted = found.sort((a, b) => placeOf(model, a.first) - placeOf(model, b.first))
    const order = sorted.flatMap(({ members }) => members)
    this.points = order.flatMap(i => all[i] ?? [])
    this.monitorOf = Int32Array.from(order, i => monitorOf[i] ?? 0)
    this.inOrder = new Int32Array(order.length)
    order.forEach((i, point) => {
      this.inOrder[i] = point
    })
    this.begin = new Int32Array(sorted.length + 1)
    sorted.forEach(({ members }, circle) => {
      this.begin[circle + 1] = (this.begin[circle] ?? 0) + members.length
    })
    const watchers = (size: number, watched: (point: Point) => Int32Array): Watchers =>
      new Watchers(
        size,
        sorted.map(({ first }) => watched(first))
      )
    this.ofLesson = watchers(model.lessons.length, point => point.watchedLessons)
    this.ofTeacher = watchers(model.body.teachers.length, point => point.watchedTeachers)
    this.ofRoom = watchers(model.body.rooms.length, point => point.watchedRooms)
    this.ofResource = watchers(model.resources.length, point => point.watchedResources ?? none)
  }

  get size(): number {
    return this.begin.length - 1
  }
}

/** Equal lists have equal numbers. Points share most lists, and then they are not read again. */
const makeNumbering = (): ((list: Int32Array) => number) => {
  const ofList = new Map<Int32Array, number>()
  const ofText = new Map<string, number>()
  return list => {
    const known = ofList.get(list)
    if (known !== undefined) return known
    const text = String(list)
    const number = ofText.get(text) ?? ofText.size
    ofText.set(text, number)
    ofList.set(list, number)
    return number
  }
}

/** A number for what a point watches first: lessons, then teachers, rooms and others one after the other. */
const placeOf = ({ lessons, body, resources }: Model, point: Point): number => {
  const [teacher] = point.watchedTeachers
  if (teacher !== undefined) return lessons.length + teacher
  const [room] = point.watchedRooms
  if (room !== undefined) return lessons.length + body.teachers.length + room
  const [resource] = point.watchedResources ?? none
  if (resource !== undefined) return lessons.length + resources.length + resource
  return point.watchedLessons[0] ?? 0
}
