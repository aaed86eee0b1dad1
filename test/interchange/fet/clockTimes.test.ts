import { describe, expect, it } from "vitest"
import { clockTimes } from "../../../src/interchange/fet/clockTimes.ts"

const spans = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  clockTimes(names).map(({ start, end }) => `${start ?? "?"}-${end ?? "?"}`)

describe("clock times in the names of periods", () => {
  it("are read as spans or as starts", () => {
    expect(spans("9.30 - 11.00", "11.15 - 12.45")).toEqual(["09:30-11:00", "11:15-12:45"])
    expect(spans("11:00", "12:00")).toEqual(["11:00-?", "12:00-?"])
    expect(spans("1 (08:00-08:45)", "Recreo", "2. Stunde 9h05–9h50")).toEqual(["08:00-08:45", "?-?", "09:05-09:50"])
  })

  it("are not seen where there is only a number", () => {
    expect(spans("1", "Period 2", "3.10", "1.2.3", "25:00", "8:75")).toEqual(Array.from({ length: 6 }, () => "?-?"))
  })

  it("are believed of no period when they do not run through the day", () => {
    expect(spans("11:00", "12:00", "1:00", "2:00")).toEqual(["?-?", "?-?", "?-?", "?-?"])
    expect(spans("9:00-10:00", "9:30-10:30")).toEqual(["?-?", "?-?"])
    expect(spans("9:00-8:00")).toEqual(["?-?"])
    expect(spans("8:00 am", "1:00 pm")).toEqual(["?-?", "?-?"])
  })
})
