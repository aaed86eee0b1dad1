import { ascending } from "../../constraints/Model.ts"
import type { Board } from "./Board.ts"
import type { Random } from "./Random.ts"

/** Who fills the open roles of courses: tries others of the role's type. Source: XHSTT, AssignResource. */
export class Roles {
  readonly #board: Board
  readonly #random: Random
  /** Lessons with open roles. */
  readonly lessons: Int32Array
  /** Per type: the numbers of its resources. */
  readonly #ofType: ReadonlyMap<string, ReadonlyArray<number>>

  constructor(board: Board, random: Random) {
    const { model } = board.live.rulebook
    this.#board = board
    this.#random = random
    this.lessons = Int32Array.from(board.movable.keys()).filter(
      lesson => board.movable[lesson] === 1 && (model.lessons[lesson]?.given.includes(-1) ?? false)
    )
    const ofType = new Map<string, Array<number>>()
    model.resources.forEach(({ kind, index }, number) => {
      const type = kind === "other" ? (model.body.others[index]?.type ?? kind) : kind
      const known = ofType.get(type)
      if (known === undefined) ofType.set(type, [number])
      else known.push(number)
    })
    this.#ofType = ofType
  }

  /** One open role of one lesson is filled by somebody else, if that adds at most so much energy. */
  attempt(limit: number): void {
    const { live } = this.#board
    const { model, plan } = { model: live.rulebook.model, plan: live.plan }
    const lesson = this.lessons[this.#random.below(this.lessons.length)] ?? 0
    const facts = model.lessons[lesson]
    if (facts === undefined) return
    const role = this.#random.below(facts.given.length)
    if (facts.given[role] !== -1) return
    const choice = this.#ofType.get(facts.course.roles[role]?.type ?? "") ?? []
    const who = choice[this.#random.below(choice.length)] ?? -1
    const before = plan.fillersOf(lesson)
    const leaving = before[role] ?? -1
    if (who < 0 || who === leaving) return
    const fillers = before.slice()
    fillers[role] = who
    const among = (kind: "teacher" | "room", members: Int32Array): Int32Array => {
      const gone = model.resources[leaving]
      const come = model.resources[who]
      const stay = [...members].filter(member => !(gone?.kind === kind && gone.index === member))
      return ascending(come?.kind === kind ? [...stay, come.index] : stay)
    }
    const rooms = among("room", plan.roomsOf(lesson))
    const teachers = among("teacher", plan.teachersOf(lesson))
    if (this.#board.attemptFillers(lesson, rooms, teachers, fillers, limit)) this.#board.offer()
  }
}
