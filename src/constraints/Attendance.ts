import { Cells } from "./Cells.ts"
import type { Model } from "./Model.ts"

const nobody = new Int32Array(0)

/**
 * Which lessons each resource takes part in, whether they have a time or not: once for each role it fills, and once
 * where it fills none. Kept only for models that ask for it (`tracksResources`); allocates nothing, as Cells.
 */
export class Attendance {
  readonly #model: Model
  readonly #lessons: Cells

  constructor(model: Model) {
    this.#model = model
    this.#lessons = new Cells(model.tracksResources ? model.resources.length : 0, 1, 1)
  }

  /** The first node of a resource's lessons, 0 = none: walk with `next`, read with `lesson`. Lessons ascend. */
  first(resource: number): number {
    return this.#lessons.first(resource, 0)
  }

  next(node: number): number {
    return this.#lessons.next(node)
  }

  lesson(node: number): number {
    return this.#lessons.lesson(node)
  }

  /** Who takes part from now on; `fillers` by role, as in a plan. */
  come(lesson: number, fillers: Int32Array, teachers: Int32Array, rooms: Int32Array): void {
    if (!this.#model.tracksResources) return
    const { firstClass, firstRoom, lessons } = this.#model
    for (let i = 0; i < fillers.length; i++) if ((fillers[i] ?? -1) >= 0) this.#add(fillers[i] ?? 0, lesson)
    this.#addOthers(teachers, 0, fillers, lesson)
    this.#addOthers(lessons[lesson]?.classes ?? nobody, firstClass, fillers, lesson)
    this.#addOthers(rooms, firstRoom, fillers, lesson)
  }

  /** Takes back a `come` with the same arguments, backwards, as Cells asks. */
  go(lesson: number, fillers: Int32Array, teachers: Int32Array, rooms: Int32Array): void {
    if (!this.#model.tracksResources) return
    const { firstClass, firstRoom, lessons } = this.#model
    this.#removeOthers(rooms, firstRoom, fillers, lesson)
    this.#removeOthers(lessons[lesson]?.classes ?? nobody, firstClass, fillers, lesson)
    this.#removeOthers(teachers, 0, fillers, lesson)
    for (let i = fillers.length - 1; i >= 0; i--) {
      if ((fillers[i] ?? -1) >= 0) this.#lessons.remove(fillers[i] ?? 0, 0, 0, 1, lesson)
    }
  }

  adopt(other: Attendance): void {
    this.#lessons.adopt(other.#lessons)
  }

  snapshot(): ReadonlyArray<unknown> {
    return this.#lessons.snapshot()
  }

  #add(resource: number, lesson: number): void {
    this.#lessons.add(resource, 0, 0, 1, lesson)
  }

  #addOthers(who: Int32Array, from: number, fillers: Int32Array, lesson: number): void {
    for (let i = 0; i < who.length; i++) {
      const resource = from + (who[i] ?? 0)
      if (!fillers.includes(resource)) this.#add(resource, lesson)
    }
  }

  #removeOthers(who: Int32Array, from: number, fillers: Int32Array, lesson: number): void {
    for (let i = who.length - 1; i >= 0; i--) {
      const resource = from + (who[i] ?? 0)
      if (!fillers.includes(resource)) this.#lessons.remove(resource, 0, 0, 1, lesson)
    }
  }
}
