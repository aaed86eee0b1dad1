import { resolve } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { applyChange } from "../../src/constraints/Delta.ts"
import { evaluate } from "../../src/constraints/Evaluation.ts"
import type { LiveScore } from "../../src/constraints/LiveScore.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import { seeded } from "../../src/suggestions/optimise/Random.ts"
import type { SearchScope } from "../../src/suggestions/SearchRequest.ts"
import { SuggestSearch } from "../../src/suggestions/SuggestSearch.ts"
import { applyChanges } from "../../src/timetable/Change.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { withBasicRules } from "../bench/search/corpus.ts"
import { sharesOf } from "../bench/search/shares.ts"
import { lessons, liveOf, request, stateOf } from "../suggestions/searching.ts"
import { corpusSchools } from "../support/corpusSchools.ts"

const schools = corpusSchools(resolve(import.meta.dirname, "../.."), "suggestions are")
const percent = (part: number, of: number): number => Math.floor((1000 * part) / of) / 10

// Each of these keeps the processor for seconds: in between, the test runner is to get word.
afterEach(() => new Promise<void>(done => setImmediate(done)))

describe.skipIf(schools.length === 0)("lessons of a real school that can go elsewhere", () => {
  /**
   * Percent of the lessons that may move with a valid suggestion, at most one, two, three lessons moving. Each search looks at
   * everything, so these are facts about the timetables, not about our patience; they may only rise with the set of moves.
   * `all`: nothing hard of the file gets worse. `basic`: only clashes, times off, breaks and rooms are hard, and gaps,
   * loads and spreads of 100 % weigh heavily instead. `AsOne`: a lesson counts when one identical to it can go, since a
   * suggestion in which two identical lessons trade places would be none.
   */
  const found: Readonly<Record<string, Readonly<Record<string, readonly [number, number, number]>>>> = {
    "romania-medgidia": {
      all: [2, 34.3, 42.1],
      allAsOne: [4, 41.6, 54],
      basic: [12.3, 57.8, 79.5],
      basicAsOne: [12.3, 65.9, 86.6]
    },
    "spain-1school": {
      all: [0, 56, 73.1],
      allAsOne: [0, 74.7, 88.1],
      basic: [0, 69.7, 83.1],
      basicAsOne: [0, 87.2, 94.5]
    }
  }
  for (const { name, load } of schools)
    if (found[name] !== undefined)
      it(`${name}: as many as its rules allow`, () => {
        const body = load()
        const all = sharesOf(liveOf(body))
        const basic = sharesOf(liveOf(withBasicRules(body)))
        expect([all.complete, basic.complete]).toEqual([true, true])
        const percents = (parts: ReadonlyArray<number>) => parts.map(part => percent(part, all.movable))
        expect({
          all: percents(all.withUpTo),
          allAsOne: percents(all.identicalAsOne),
          basic: percents(basic.withUpTo),
          basicAsOne: percents(basic.identicalAsOne)
        }).toEqual(found[name])
      }, 120_000)
})

/** Whatever people may ask about. */
const anyScope = (body: TimetableBody, below: (size: number) => number): Partial<SearchScope> => {
  const one = <A>(items: ReadonlyArray<A>): ReadonlyArray<A> => items.slice(below(items.length)).slice(0, 1)
  switch (below(4)) {
    case 0:
      return { teacherIds: one(body.teachers).map(({ id }) => id) }
    case 1:
      return { classIds: one(body.classes).map(({ id }) => id) }
    default:
      return lessons(...one(body.lessons).map(({ id }) => id))
  }
}

const perSchool = 150

/** Suggestions for one request after the other, until there are enough, or patience ends. */
const suggested = (body: TimetableBody, live: LiveScore) => {
  const { below } = seeded(7)
  const proposals = []
  for (let asked = 0; asked < perSchool && proposals.length < perSchool; asked++) {
    const search = new SuggestSearch(live, request(anyScope(body, below), { seed: asked }), asked % 2 === 0)
    search.step(3000)
    proposals.push(...search.best())
  }
  return proposals
}

describe.skipIf(schools.length === 0)("suggestions for a real school", () => {
  let checked = 0
  for (const { name, load } of schools)
    it(`${name}: do what they say, and can be taken back`, () => {
      const body = load()
      const live = liveOf(body)
      const before = stateOf(live)
      const { model } = live.rulebook
      for (const { changes, delta } of suggested(body, live)) {
        const { hard, soft } = evaluate(live.rulebook, Plan.of(model, applyChanges(body.placements, changes)))
        expect(delta.after).toEqual({ hard, soft })
        expect(delta.before).toEqual({ hard: before.evaluation.hard, soft: before.evaluation.soft })
        const mark = live.mark()
        for (const change of changes) applyChange(live, change)
        expect(live.evaluation()).toMatchObject({ hard, soft })
        live.undoTo(mark)
        checked++
      }
      expect(stateOf(live)).toEqual(before)
    }, 120_000)

  it("were a thousand", () => {
    expect(checked).toBeGreaterThanOrEqual(1000)
  })
})
