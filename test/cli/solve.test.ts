import { existsSync, readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { artefact, fixture } from "./artefact.ts"

const { run, path } = artefact()

describe("solve", () => {
  it("places the lessons of a file that has no timetable, and writes one that breaks nothing", async () => {
    const { code, stdout } = await run(["solve", fixture("old-style.fet"), "--seconds", "5", "--out", path("solved")])
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^Old Mill School: hard 0, soft 0 \(was hard 2, soft 0\), 2 lessons placed or moved \(\d+ moves in \d+\.\d s\)\. Written to .*solved\.\n$/
      )
    })
    const report = await run(["conflicts", path("solved"), "--json"])
    expect(JSON.parse(report.stdout)).toMatchObject({ hard: 0, soft: 0 })
  })

  it("writes XHSTT where the name says so", async () => {
    const target = path("solved.xml")
    const { code } = await run(["solve", fixture("hillside.xml"), "--seconds", "1", "--out", target])
    expect(code).toBe(0)
    expect(readFileSync(target, "utf8")).toContain("<HighSchoolTimetableArchive")
  })

  it("leaves a timetable that cannot get better as it is", async () => {
    const target = path("same")
    const { code, stdout } = await run(["solve", fixture("brookside.fet"), "--seconds", "5", "--out", target])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Brookside School: hard 0, soft 0; nothing better was found/)
    expect(readdirSync(target)).toContain("timetable.csv")
  })

  const wrong = {
    "a format that cannot be written": [
      ["--out", "week.fet"],
      "week.fet: only XHSTT (NAME.xml) and FET's CSV files (a folder) can be written"
    ],
    "no time at all": [["--out", "week.xml", "--seconds", "0"], "--seconds is 0, not a number from 1 to 3600"]
  } as const
  for (const [what, [args, message]] of Object.entries(wrong))
    it(`refuses ${what} before it searches, with exit code 2`, async () => {
      const { code, stdout, stderr } = await run(["solve", fixture("old-style.fet"), ...args])
      expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: `timetable-chat: ${message}\n` })
      expect(existsSync(path("week.xml"))).toBe(false)
    })
})

describe("suggest", () => {
  it("says in JSON what was searched, and how", async () => {
    const { code, stdout, stderr } = await run(["suggest", fixture("brookside.fet"), "--json"])
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    expect(JSON.parse(stdout)).toMatchObject({
      timetable: "Brookside School",
      scope: {},
      search: { depth: 3, nodes: expect.any(Number), ms: expect.any(Number), complete: expect.any(Boolean) }
    })
  })

  it("asks back for a teacher that the school does not have, with exit code 2", async () => {
    const { code, stdout, stderr } = await run(["suggest", fixture("brookside.fet"), "--teacher", "Mr. Nobody"])
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" })
    expect(stderr).toMatch(/^timetable-chat: There is no teacher "Mr\. Nobody" in this timetable\./)
  })
})
