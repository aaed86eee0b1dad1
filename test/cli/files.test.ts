import { readFileSync, writeFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { artefact, fixture } from "./artefact.ts"

const { run, path } = artefact()

const brookside = readFileSync(fixture("brookside.fet"), "utf8")

const written = (name: string, text: string): string => {
  writeFileSync(path(name), text)
  return path(name)
}

describe("conflicts FILE --json", () => {
  it("prints a clean school's report, and nothing else", async () => {
    const { code, stdout, stderr } = await run(["conflicts", fixture("brookside.fet"), "--json"])
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    expect(JSON.parse(stdout)).toEqual({ timetable: "Brookside School", hard: 0, soft: 0, by_kind: {}, conflicts: [] })
  })

  it("names every conflict of a school that has some, also with the option in front", async () => {
    const { code, stdout } = await run(["conflicts", "--json", fixture("old-style.fet")])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      timetable: "Old Mill School",
      hard: 2,
      soft: 0,
      by_kind: { unplaced: { hard: 2, soft: 0, count: 2 } },
      conflicts: ["a1", "a2"].map(lesson => ({
        id: expect.stringMatching(/^unplaced-[0-9a-f]{16}$/),
        kind: "unplaced",
        severity: "hard",
        constraint_id: "basic:unplaced",
        deviation: 1,
        cost: 1,
        lessons: [lesson],
        resources: [],
        slots: [],
        message: "1 Art (1 period) has no place in the week"
      }))
    })
  })
})

describe("conflicts FILE", () => {
  it("says them in words", async () => {
    const { code, stdout } = await run(["conflicts", fixture("old-style.fet")])
    expect(code).toBe(0)
    expect(stdout).toBe(
      [
        "Old Mill School: hard 2, soft 0, 2 conflicts",
        "      2 × unplaced (hard 2, soft 0)",
        "[hard] 1 Art (1 period) has no place in the week",
        "[hard] 1 Art (1 period) has no place in the week",
        ""
      ].join("\n")
    )
  })

  it("a name in the file cannot drive the terminal", async () => {
    const hostile = written("hostile.fet", brookside.replace("Brookside School", "Brook&#x9b;31m\u202eside"))
    const { stdout } = await run(["conflicts", hostile])
    expect(stdout).toBe("Brook�31m�side: hard 0, soft 0, 0 conflicts\n")
  })
})

describe("bad input is one clear line, and exit code 2", () => {
  const line = async (args: ReadonlyArray<string>) => {
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" })
    return stderr
  }

  for (const command of ["conflicts", "import"]) {
    it(`${command}: there is no such file`, async () => {
      expect(await line([command, path("missing.fet")])).toBe(
        `timetable-chat: ${path("missing.fet")}: there is no such file\n`
      )
    })
  }

  it("a folder", async () => {
    expect(await line(["conflicts", path("")])).toBe(`timetable-chat: ${path("")}: this is a folder, not a file\n`)
  })

  it("not XML", async () => {
    const file = written("letter.txt", "Dear Mrs. Hill,\n")
    expect(await line(["conflicts", file])).toBe(`timetable-chat: ${file}: this is not an XML file\n`)
  })

  it("an empty file", async () => {
    const file = written("empty.fet", "")
    expect(await line(["conflicts", file])).toMatch(/^timetable-chat: .*empty\.fet: .+\n$/)
  })

  it("another format", async () => {
    const file = written("page.xml", "<?xml version='1.0'?>\n<html/>")
    expect(await line(["conflicts", file])).toBe(
      `timetable-chat: ${file}, line 2: this is a web page; only FET and XHSTT files can be read\n`
    )
  })

  it("half a file", async () => {
    const file = written("half.fet", brookside.slice(0, brookside.length / 2))
    expect(await line(["conflicts", file])).toMatch(/^timetable-chat: .*half\.fet, line \d+: .+\n$/)
  })

  it("half a file that is to be imported", async () => {
    const file = written("half.fet", brookside.slice(0, brookside.length / 2))
    expect(await line(["import", file])).toMatch(/^timetable-chat: .*half\.fet, line \d+: .+\n$/)
  })

  it("a file whose trouble would drive the terminal", async () => {
    const file = written("evil.xml", "<evil&#x1b;[2J/>\u009b2J")
    expect(await line(["conflicts", file])).toMatch(/^timetable-chat: [^\p{Cc}]+\n$/u)
  })
})

describe("bad usage is explained, with exit code 2", () => {
  const wrong = {
    "an unknown subcommand": [["solv"], "Invalid subcommand"],
    "an unknown option": [["conflicts", "--frobnicate"], "--frobnicate"],
    "a missing argument": [["import"], "Missing argument <file>"],
    "an argument too many": [["conflicts", "a.fet", "b.fet"], "b.fet"]
  } as const

  for (const [what, [args, explained]] of Object.entries(wrong)) {
    it(what, async () => {
      const { code, stdout, stderr } = await run(args)
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" })
      expect(stderr).toContain(explained)
      expect(stderr.trimEnd().split("\n").at(-1)).toMatch(/^timetable-chat: /)
    })
  }
})
