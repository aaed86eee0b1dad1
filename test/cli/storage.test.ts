import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { artefact, fixture } from "./artefact.ts"

const { run, serve, path } = artefact()

/** Each test its own folder. */
const folder = (name: string) => ({ env: { DATA_DIR: path(name) } })

describe("a timetable that is kept", () => {
  it("import, then conflicts of what was imported; a second import is the next version", {
    timeout: 60_000
  }, async () => {
    const kept = folder("kept")
    const first = await run(["import", fixture("old-style.fet")], kept)
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: "" })
    expect(first.stdout).toMatch(
      /^Imported "Old Mill School" \(version 1, id \S+\): \d+ lessons .*It is the current timetable now\.\n/
    )

    const conflicts = await run(["conflicts", "--json"], kept)
    expect({ code: conflicts.code, stderr: conflicts.stderr }).toEqual({ code: 0, stderr: "" })
    expect(JSON.parse(conflicts.stdout)).toMatchObject({
      timetable: "Old Mill School",
      hard: 2,
      by_kind: { unplaced: { hard: 2, soft: 0, count: 2 } }
    })

    const named = ["import", fixture("brookside.fet"), "--timetable", "Old Mill School", "--json"]
    const second = await run(named, kept)
    expect({ code: second.code, stderr: second.stderr }).toEqual({ code: 0, stderr: "" })
    expect(JSON.parse(second.stdout)).toMatchObject({
      timetable: { name: "Old Mill School", version: 2 },
      report: { mapped: expect.any(Array), unmapped: expect.any(Array) }
    })

    const broken = path("half.fet")
    writeFileSync(broken, readFileSync(fixture("brookside.fet"), "utf8").slice(0, 3000))
    expect((await run(["import", broken, "--timetable", "Old Mill School"], kept)).code).toBe(2)
    const after = await run(["conflicts", "--json"], kept)
    expect(JSON.parse(after.stdout)).toMatchObject({ timetable: "Old Mill School", hard: 0 })
  })

  it("conflicts of an empty database says how to fill it", async () => {
    const { code, stdout, stderr } = await run(["conflicts"])
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" })
    expect(stderr).toBe("timetable-chat: there is no timetable yet; import one: timetable-chat import FILE\n")
  })

  it("migrate brings the database up to date", async () => {
    expect(await run(["migrate"])).toEqual({ code: 0, stdout: "The database is up to date.\n", stderr: "" })
  })
})

describe("a server that asks for tokens", () => {
  const secret = { AUTH: "jwt", JWT_SECRET: "a secret of tests, as long as the hash" }

  it("import needs to know whose timetable it is, and keeps it for that school alone", {
    timeout: 120_000
  }, async () => {
    const env = { ...secret, DATA_DIR: path("schools") }
    const which = 'timetable-chat: AUTH is jwt: say which school with --school ID, as its tokens name it ("school")\n'
    for (const args of [["import", fixture("old-style.fet")], ["export", "--format", "xhstt"], ["conflicts"]])
      expect(await run(args, { env })).toEqual({ code: 2, stdout: "", stderr: which })
    expect((await run(["import", "--school", " ", fixture("old-style.fet")], { env })).stderr).toBe(
      'timetable-chat: --school is " "; it should be 1 to 120 characters, without spaces around them\n'
    )
    const imported = await run(["import", "--school", "old-mill", fixture("old-style.fet")], { env })
    expect({ code: imported.code, stderr: imported.stderr }).toEqual({ code: 0, stderr: "" })
    const theirs = await run(["conflicts", "--school", "old-mill", "--json"], { env })
    expect(JSON.parse(theirs.stdout)).toMatchObject({ timetable: "Old Mill School", hard: 2 })
    expect(await run(["conflicts", "--school", "main"], { env })).toEqual({
      code: 1,
      stdout: "",
      stderr: "timetable-chat: there is no timetable yet; import one: timetable-chat import FILE\n"
    })
  })
})

describe("a data folder that a server works in", () => {
  it("is refused to a second process, in one line; the server goes on, and stops with exit code 0", async () => {
    const shared = folder("shared")
    const server = await serve(shared.env)
    try {
      for (const args of [["start"], ["conflicts"], ["import", fixture("brookside.fet")]]) {
        const { code, stdout, stderr } = await run(args, { env: { ...shared.env, PORT: "0" } })
        expect({ code, stdout }).toEqual({ code: 1, stdout: "" })
        expect(stderr).toBe(
          `timetable-chat: the data folder ${path("shared")} is in use by process ${server.pid}. Stop it first, set DATA_DIR to another folder, or use PostgreSQL (DATABASE_URL), which many can share.\n`
        )
      }
      expect((await fetch(`${server.url}/health/ready`)).status).toBe(200)
    } finally {
      expect(await server.stop()).toBe(0)
    }
    expect(server.said.stdout.trimEnd().split("\n")).toHaveLength(1)
    expect(existsSync(`${path("shared")}/lock`)).toBe(false)
  })

  it("a folder that cannot be made is said in one line", async () => {
    writeFileSync(path("a-file"), "")
    const { code, stderr } = await run(["migrate"], folder("a-file"))
    expect(code).toBe(1)
    expect(stderr).toMatch(/^timetable-chat: the data folder .*a-file cannot be used: .+\n$/)
  })
})
