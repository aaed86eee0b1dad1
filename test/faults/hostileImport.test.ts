import { truncateSync, writeFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import { artefact } from "../cli/artefact.ts"
import { brookside } from "../interchange/brookside.ts"
import { bystander } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"

const hundredMegabytes = 100 * 1024 ** 2

const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("\n")

/** What each is, what it is called, and what is told of it: by an upload, and by the command line. */
const files: ReadonlyArray<readonly [what: string, name: string, text: string, told: RegExp]> = [
  [
    "an entity bomb",
    "bomb.xml",
    `<?xml version="1.0"?>\n<!DOCTYPE fet [<!ENTITY l0 "ha">\n${laughs}]>\n<fet>&l9;</fet>`,
    /bomb\.xml, line 11: its DOCTYPE declares entities or other markup of its own, which is refused$/
  ],
  [
    "a lesson of a teacher who is not there",
    "ghost.fet",
    brookside.replace("<Teacher>Hill</Teacher>", "<Teacher>Ghost</Teacher>"),
    /ghost\.fet, line \d+: .*"Ghost"/
  ],
  [
    "half a file",
    "half.fet",
    brookside.slice(0, brookside.length / 2),
    /half\.fet, line \d+: the file ends too early, inside /
  ]
]

describe("row 44: an upload", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  const upload = async (name: string, content: string | Uint8Array<ArrayBuffer>) => {
    const body = new FormData()
    body.append("file", new Blob([content]), name)
    const response = await fetch(`${server.http}/import`, { method: "POST", body })
    const { message }: { readonly message: string } = JSON.parse(await response.text())
    return { status: response.status, message }
  }

  const kept = async () => {
    const repo = await server.run(ScheduleRepo)
    return (await server.run(repo.heads(SchoolId.make("main")))).map(({ name, version }) => `${name} ${version}`)
  }

  it.each(files)(
    "of %s is refused with its place; nothing of it is kept, and nobody notices",
    async (_, name, text, told) => {
      const other = await bystander(server.url)
      const { status, message } = await upload(name, text)
      expect(status).toBe(422)
      expect(message).toMatch(told)
      expect(await kept()).toEqual(["Larkfield School (demo) 1"])
      await other.noticedNothing()
    }
  )

  it("of 100 MB is refused before it is taken in", async () => {
    const other = await bystander(server.url)
    expect(await upload("huge.fet", new Uint8Array(hundredMegabytes))).toEqual({
      status: 413,
      message: "The upload is larger than 32 MiB, the most that is taken here."
    })
    expect(await kept()).toEqual(["Larkfield School (demo) 1"])
    await other.noticedNothing()
  })
})

describe("row 44: import on the command line", () => {
  const { run, path } = artefact()

  it("refuses the same files with their place, and 100 MB unread; what was kept before is still there", {
    timeout: 300_000
  }, async () => {
    const database = { env: { DATA_DIR: path("database") } }
    const good = path("brookside.fet")
    writeFileSync(good, brookside)
    expect((await run(["import", good], database)).code).toBe(0)
    const before = await run(["export", "--format", "xhstt"], database)
    const huge = path("huge.fet")
    writeFileSync(huge, "")
    truncateSync(huge, hundredMegabytes)
    for (const [, name, text] of files) writeFileSync(path(name), text)
    for (const [name, told] of [
      ...files.map(([, name, , told]) => [name, told] as const),
      ["huge.fet", /huge\.fet: the file is larger than 32 MiB$/] as const
    ]) {
      const { code, stdout, stderr } = await run(["import", path(name), "--timetable", "Brookside School"], database)
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" })
      expect(stderr.trimEnd()).toMatch(told)
      expect(stderr.trimEnd().split("\n")).toHaveLength(1)
    }
    expect(await run(["export", "--format", "xhstt"], database)).toEqual(before)
  })
})
