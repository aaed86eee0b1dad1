import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { hillside, instead, readArchive } from "./hillside.ts"

const refusalOf = (text: string, choice = {}) =>
  Effect.map(Effect.flip(readArchive(text, choice)), error => error.message)

const cases: ReadonlyArray<readonly [what: string, text: string, message: string]> = [
  [
    "a reference to a time that is not there",
    instead('<Time Reference="tu_1"/>', '<Time Reference="we_1"/>'),
    'x.xml, line 53: there is no time "we_1" in this instance'
  ],
  [
    "a reference to a resource that is not there",
    instead('<Resource Reference="Bob"/>\n            <Resource Reference="Van"/>', '<Resource Reference="Bill"/>'),
    'x.xml, line 55: there is no resource "Bill" in this instance'
  ],
  [
    "a constraint on an event that is not there",
    instead('<Event Reference="Choir"/></Events><EventGroups>', '<Event Reference="Band"/></Events><EventGroups>'),
    'x.xml, line 64: there is no event "Band" in this instance'
  ],
  [
    "a negative duration",
    instead("<Duration>3</Duration>", "<Duration>-3</Duration>"),
    'x.xml, line 44: <Duration> is "-3", not a whole number from 1 to 1000000'
  ],
  ["no duration", instead("<Duration>3</Duration>", ""), "x.xml, line 43: <Event> has no <Duration>"],
  [
    "groups within groups, which could go round in a circle",
    instead(
      '<TimeGroup Id="early"><Name>Early</Name></TimeGroup>',
      '<TimeGroup Id="early"><Name>Early</Name><TimeGroups><TimeGroup Reference="early"/></TimeGroups></TimeGroup>'
    ),
    "x.xml, line 11: a <TimeGroup> cannot be made of other groups"
  ],
  ["no times", hillside.replace(/<Time Id="(mo|tu)_.*<\/Time>/g, ""), "x.xml, line 6: there are no times in it"],
  ["no list of times", hillside.replace(/<Times>[\s\S]*?<\/Times>/, ""), "x.xml, line 4: this instance has no <Times>"],
  [
    "two resources with one Id",
    instead('<Resource Id="Bob">', '<Resource Id="Ada">'),
    'x.xml, line 30: there are two resources with the Id "Ada"'
  ],
  ["a resource without an Id", instead('<Resource Id="Bob">', "<Resource>"), "x.xml, line 30: <Resource> has no Id"],
  [
    "a role without a type",
    instead('<Role>Room</Role><ResourceType Reference="Room"/>', "<Role>Room</Role>"),
    "x.xml, line 48: <Resource> has no Reference, so it needs a <Role> and a <ResourceType>"
  ],
  [
    "a solution that assigns a role the event does not have",
    instead(
      '<Role>Teacher</Role></Resource><Resource Reference="7A">',
      '<Role>Guide</Role></Resource><Resource Reference="7A">'
    ),
    'x.xml, line 96: event "Maths_1" has no role "Guide" to assign'
  ],
  [
    "a constraint that XHSTT does not have",
    hillside.replaceAll("LinkEventsConstraint", "LoveEventsConstraint"),
    "x.xml, line 72: <LoveEventsConstraint> is none of XHSTT's constraints"
  ],
  [
    "a cost function that costs the parts of a deviation one by one",
    instead("<CostFunction>Sum</CostFunction>", "<CostFunction>SumSteps</CostFunction>"),
    'x.xml, line 68: the cost function "SumSteps" is not one of Linear, Quadratic, Step, Sum, SquareSum and StepSum'
  ],
  [
    "a weight that is no number",
    instead("<Weight>10</Weight>", "<Weight>heavy</Weight>"),
    'x.xml, line 64: <Weight> is "heavy", not a whole number from 0 to 1000000'
  ],
  [
    "an entity bomb",
    hillside.replace("<HighSchool", '<!DOCTYPE a [<!ENTITY b "bbbb">]>\n<HighSchool'),
    "x.xml, line 2: its DOCTYPE declares entities or other markup of its own, which is refused"
  ],
  [
    "an archive without instances",
    "<HighSchoolTimetableArchive></HighSchoolTimetableArchive>",
    "x.xml, line 1: there is no instance in this archive"
  ]
]

describe("an archive that cannot be read is refused in one line, with place and reason", () => {
  it.effect.each(cases)("%s", ([, text, message]) =>
    Effect.gen(function* () {
      expect(yield* refusalOf(text)).toBe(message)
    })
  )

  it.effect("a solution or an instance that is not there", () =>
    Effect.gen(function* () {
      expect(yield* refusalOf(hillside, { solution: 2 })).toBe(
        'x.xml: there is no solution 2 of "Hillside": there are 2, from 0'
      )
      expect(yield* refusalOf(hillside, { solution: -1 })).toBe(
        'x.xml: there is no solution -1 of "Hillside": there are 2, from 0'
      )
      expect(yield* refusalOf(hillside, { instance: "Empty", solution: 0 })).toBe(
        'x.xml: there is no solution 0 of "Empty": there are none'
      )
      expect(yield* refusalOf(hillside, { instance: "Seaside" })).toBe(
        'x.xml, line 2: there is no instance "Seaside" in it, only "Hillside", "Empty"'
      )
    })
  )
})
