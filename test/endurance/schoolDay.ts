import { pause } from "../bench/Measurement.ts"
import { tokenOf } from "../support/tokens.ts"
import { type Day, dawdle, look, passBy, plan, talk, vandalise, wander } from "./people.ts"
import type { Score } from "./Score.ts"
import { type Pass, Visitor } from "./Visitor.ts"

type Doing = (visitor: Visitor, conversation: string, day: Day) => Promise<void>

/** What people do, and how many of them. Each has a second tab, which only follows the conversation. */
const doings: ReadonlyArray<readonly [name: string, people: number, doing: Doing]> = [
  ["talker", 6, talk],
  ["planner", 3, plan],
  ["looker", 6, look],
  ["wanderer", 6, wander],
  ["dawdler", 2, dawdle]
]
const passersBy = 3
const vandals = 2

/** Longer than any answer takes. */
const endingSeconds = 60

/** All of them at once, for some minutes. Resolves when the last has left, and has been asked what is missing. */
export const schoolDay = async (
  url: string,
  { minutes, score, random }: { readonly minutes: number; readonly score: Score; readonly random: () => number }
): Promise<void> => {
  const end = performance.now() + minutes * 60_000
  const day: Day = { random, isOver: () => performance.now() >= end }
  const passOf = async (user: string): Promise<Pass> => ({
    url,
    score,
    token: await tokenOf(user, { name: user }, minutes * 60 + 600)
  })

  const work = async (name: string, doing: Doing): Promise<void> => {
    const pass = await passOf(name)
    const [visitor, tab] = [new Visitor(`${name}a`, pass), new Visitor(`${name}b`, pass)]
    await Promise.all([visitor.come(), tab.come()])
    for (const each of [tab, visitor]) await each.tell("view", { subscribe: [`conv:${name}`] })
    await doing(visitor, name, day)
    if (!visitor.isHere) await visitor.come()
    for (let waited = 0; waited < endingSeconds && (visitor.isBusy || tab.isBusy); waited++) await pause(1)
    for (const each of [visitor, tab]) {
      each.settle()
      await each.leave()
    }
  }

  const people = doings.flatMap(([name, count, doing]) =>
    Array.from({ length: count }, (_, i) => work(`${name}${i}`, doing))
  )
  const visitors = Array.from({ length: passersBy }, async (_, i) => {
    const pass = await passOf(`passer${i}`)
    let visits = 0
    await passBy(() => new Visitor(`passer${i}x${visits++}`, pass), day)
  })
  const strangers = Array.from({ length: vandals }, async (_, i) => vandalise(await passOf(`vandal${i}`), day))
  await Promise.all([...people, ...visitors, ...strangers])
}
