import { seeded } from "../../src/suggestions/optimise/Random.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { slotName } from "../../src/timetable/WeekGrid.ts"
import type { Planner, Told } from "./Planner.ts"

/** Some commands of one kind, all answered. */
export interface Phase {
  readonly name: string
  readonly told: ReadonlyArray<Told>
}

/** Milliseconds, but for the name, the count and the bytes. */
export interface PhaseFigures {
  readonly name: string
  readonly count: number
  readonly p50: number
  readonly p99: number
  readonly max: number
  readonly firstMax: number
  readonly bytesMax: number
}

const reason = 'force="a benchmark"'

/**
 * A planner's working day in fast motion; phases that take turns come together. What is refused counts too: that takes as
 * long to find out.
 */
export async function* phases(planner: Planner, body: TimetableBody): AsyncGenerator<ReadonlyArray<Phase>> {
  const { below } = seeded(1)
  const lesson = () => body.lessons[below(body.lessons.length)]?.id ?? ""
  const teacher = () => body.teachers[below(body.teachers.length)]?.name ?? ""
  const slots = body.grid.days.reduce((sum, day) => sum + day.periods.length, 0)
  const moving = () => `/move lesson=${lesson()} to="${slotName(body.grid, below(slots))}"`
  const each = async (name: string, count: number, line: () => string): Promise<ReadonlyArray<Phase>> => {
    const told: Array<Told> = []
    for (let i = 0; i < count; i++) told.push(await planner.ask(line()))
    return [{ name, told }]
  }

  yield await each("first look", 1, () => "/score")
  // The first questions of a process are answered by code that is not compiled yet.
  yield await each("/where, cold", 30, () => `/where lesson=${lesson()}`)
  yield await each("/where", 300, () => `/where lesson=${lesson()}`)
  yield await each("/suggest lesson, cold", 5, () => `/suggest lesson=${lesson()}`)
  yield await each("/suggest lesson", 100, () => `/suggest lesson=${lesson()}`)
  yield await each("/suggest teacher", 40, () => `/suggest teacher="${teacher()}"`)
  yield await each("/move", 100, moving)

  const optimised = await each("/optimize 5 s", 1, () => "/optimize seconds=5")
  yield optimised
  const week = optimised[0]?.told[0]?.answer?.suggestions[0]?.id
  if (week !== undefined) {
    yield await each("/apply of a week", 1, () => `/apply suggestion=${week} ${reason}`)
    yield await each("/undo of a week", 1, () => "/undo")
  }

  const applying: Array<Told> = []
  const suggesting: Array<Told> = []
  const undoing: Array<Told> = []
  for (let i = 0; i < 20; i++) {
    const [moved] = (await planner.ask(moving())).answer?.suggestions ?? []
    if (moved === undefined) continue
    applying.push(await planner.ask(`/apply suggestion=${moved.id} ${reason}`))
    suggesting.push(await planner.ask(`/suggest lesson=${lesson()}`))
    undoing.push(await planner.ask("/undo"))
  }
  yield [
    { name: "/apply", told: applying },
    { name: "/suggest lesson after it", told: suggesting },
    { name: "/undo", told: undoing }
  ]
}
