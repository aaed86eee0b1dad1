import { Schema } from "effect"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { toFetCsv } from "../../src/interchange/csv/toFetCsv.ts"
import { WireImport, WireRefusal } from "../../src/protocol/WireImport.ts"
import { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import { SchoolId } from "../../src/timetable/School.ts"
import { brookside, fixture, read } from "../interchange/brookside.ts"
import { connect } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { bearerOf, tokenOf, withTokens } from "../support/tokens.ts"
import { zipped } from "../support/zipped.ts"

const school = SchoolId.make("main")

type Files = Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>

const form = (files: Files, wishes: Readonly<Record<string, string>> = {}): FormData => {
  const body = new FormData()
  for (const [name, value] of Object.entries(wishes)) body.append(name, value)
  for (const [name, content] of Object.entries(files)) body.append("file", new Blob([content]), name)
  return body
}

const isAnswer = Schema.is(Schema.Union(WireImport, WireRefusal))

const post = async (server: TestServer, body: NonNullable<RequestInit["body"]>, options: RequestInit = {}) => {
  const response = await fetch(`${server.http}/import`, { method: "POST", body, ...options })
  const answer: Partial<WireImport & WireRefusal> = JSON.parse(await response.text())
  expect(isAnswer(answer)).toBe(true)
  return { status: response.status, headers: response.headers, answer }
}

const names = async (server: TestServer) => {
  const repo = await server.run(ScheduleRepo)
  return (await server.run(repo.heads(school))).map(({ name, version }) => `${name} ${version}`)
}

const start = async (settings: Readonly<Record<string, string>> = {}) => {
  const server = await startServer({ settings })
  onTestFinished(server.stop)
  return server
}

describe("an editor uploads", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  it("a FET file, and is told what is in it and what was not understood", async () => {
    const { status, answer } = await post(server, form({ "brookside.fet": brookside }))
    expect([status, answer]).toEqual([
      201,
      {
        timetable: { id: answer.timetable?.id, name: "Brookside School", version: 1 },
        current: false,
        replaced: false,
        format: "fet",
        counts: { lessons: 5, placed: 5, teachers: 3, classes: 9, rooms: 3 },
        mapped: answer.mapped,
        unmapped: [],
        inactive: answer.inactive,
        notes: answer.notes
      }
    ])
    expect(answer.mapped).toContainEqual({ type: "ConstraintBasicCompulsoryTime", count: 1 })
  })

  it("an XHSTT archive under a name of their own, and it becomes current where they say so", async () => {
    const own = await start()
    const wishes = { name: "  Autumn ", current: "yes" }
    const { status, answer } = await post(own, form({ "hillside.xml": fixture("hillside.xml") }, wishes))
    expect([status, answer.timetable?.name, answer.current, answer.format]).toEqual([201, "Autumn", true, "xhstt"])
    const client = await connect(own.url)
    onTestFinished(() => client.close())
    expect((await client.event("ready")).timetable).toEqual(answer.timetable)
  })

  it.each([
    ["as they are", (files: ReadonlyMap<string, string>) => Object.fromEntries(files)],
    ["in a ZIP archive", (files: ReadonlyMap<string, string>) => ({ "school.zip": zipped(Object.fromEntries(files)) })],
    [
      "in a folder of a ZIP archive",
      (files: ReadonlyMap<string, string>) => ({
        "school.zip": zipped(Object.fromEntries([...files].map(([name, text]) => [`school/${name}`, text])))
      })
    ]
  ])("FET's CSV files %s", async (how, files) => {
    const { status, answer } = await post(server, form(files(toFetCsv(read(brookside).body).files), { name: how }))
    expect([status, answer.timetable?.name, answer.format, answer.counts?.lessons]).toEqual([201, how, "fet-csv", 5])
  })

  it("a FET file in a ZIP archive", async () => {
    const { status, answer } = await post(server, form({ "a.zip": zipped({ "a.fet": brookside }) }, { name: "Packed" }))
    expect([status, answer.timetable?.name]).toEqual([201, "Packed"])
  })

  it("a second one of the same name only where it is to replace the first; those who look at it see that", async () => {
    const own = await start()
    const first = await post(own, form({ "b.fet": brookside }))
    const again = await post(own, form({ "b.fet": brookside }))
    expect([again.status, again.answer.code, again.answer.message]).toEqual([
      409,
      "id_conflict",
      'There is a timetable "Brookside School" already. Replace it, or give this one another name.'
    ])
    const looker = await connect(own.url, { query: `?timetable=${first.answer.timetable?.id}` })
    onTestFinished(() => looker.close())
    await looker.ask("/help")
    const replaced = await post(own, form({ "b.fet": brookside }, { replace: "yes" }))
    expect([replaced.status, replaced.answer.replaced, replaced.answer.timetable?.version]).toEqual([200, true, 2])
    expect(await looker.event("change")).toMatchObject({ kind: "imported", version: 2, actor: { id: "local" } })
  })

  it("and everybody of the school hears of it, whatever they look at, and finds it", async () => {
    const own = await start()
    const other = await connect(own.url)
    onTestFinished(() => other.close())
    await other.ask("/help")
    const { answer } = await post(own, form({ "b.fet": brookside }))
    expect(await other.event("imported")).toEqual({
      event: "imported",
      timetable: answer.timetable,
      actor: { id: "local", name: "Local planner" }
    })
    expect((await other.ask("/timetables")).data).toEqual({
      kind: "timetables",
      timetables: [
        { ...answer.timetable, published: false, current: false },
        { id: expect.any(String), name: "Larkfield School (demo)", version: 1, published: false, current: true }
      ]
    })
  })
})

describe("nothing is imported, and the answer says why", () => {
  const cut = brookside.slice(0, 3_000)
  it.each([
    [
      "of a file that is cut off",
      { "cut.fet": cut },
      { status: 422, file: "cut.fet", line: cut.split("\n").length, message: /^cut\.fet, line \d+: / }
    ],
    [
      "of a web page",
      { "a.html": "<html></html>" },
      { status: 422, file: "a.html", line: 1, message: /^a\.html, line 1: this is a web page/ }
    ],
    [
      "of an entity bomb",
      { "bomb.xml": '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><fet>&c;</fet>' },
      { status: 422, file: "bomb.xml", line: 1, message: /^bomb\.xml, line 1: / }
    ],
    [
      "of an archive that is damaged",
      { "a.zip": zipped({ "a.fet": brookside }).slice(0, -40) },
      { status: 422, file: "a.zip", line: null, message: /^a\.zip: the archive is cut off$/ }
    ],
    [
      "of an archive of something else",
      { "a.zip": zipped({ "a.txt": "hello" }) },
      { status: 422, file: "a.zip", line: null, message: /FET's CSV files, or one FET or XHSTT file$/ }
    ],
    [
      "of an archive that swells",
      { "a.zip": zipped({ "a.fet": " ".repeat(40 * 1024 * 1024) }) },
      { status: 422, file: "a.zip", line: null, message: /larger than 32 MiB together$/ }
    ],
    [
      "of CSV files that are not all there",
      Object.fromEntries([...toFetCsv(read(brookside).body).files].filter(([name]) => name !== "teachers.csv")),
      { status: 422, file: "teachers.csv", line: null, message: /^teachers\.csv: / }
    ],
    [
      "of several files that are no CSV files",
      { "a.fet": brookside, "b.fet": brookside },
      { status: 400, file: null, line: null, message: /activities\.csv is not among them/ }
    ],
    ["of no file", {}, { status: 400, file: null, line: null, message: /^Send multipart\/form-data/ }]
  ])("%s", async (_, files, { message, status, ...where }) => {
    const server = await start()
    const found = await post(server, form(files))
    expect([found.status, found.answer]).toEqual([
      status,
      expect.objectContaining({ ...where, code: "validation_failed", temporary: false })
    ])
    expect(found.answer.message).toMatch(message)
    expect(JSON.stringify(found.answer)).not.toMatch(/\/tmp|node:|Error/)
    expect(await names(server)).toEqual(["Larkfield School (demo) 1"])
  })

  it("of a file that is too large, told before it is taken in", async () => {
    const server = await start({ MAX_IMPORT_BYTES: "1 MiB" })
    const { status, answer } = await post(server, form({ "large.fet": "x".repeat(2 * 1024 * 1024) }))
    expect([status, answer.code, answer.message]).toEqual([
      413,
      "limit_exceeded",
      "The upload is larger than 1 MiB, the most that is taken here."
    ])
  })

  it("of one that does not say how large it is", async () => {
    const server = await start({ MAX_IMPORT_BYTES: "1 MiB" })
    const boundary = "x"
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.fet"\r\n\r\n`
    const pieces = new ReadableStream<Uint8Array>({
      start: controller => {
        controller.enqueue(new TextEncoder().encode(head))
        for (let i = 0; i < 3; i++) controller.enqueue(new Uint8Array(1024 * 1024))
        controller.enqueue(new TextEncoder().encode(`\r\n--${boundary}--\r\n`))
        controller.close()
      }
    })
    const options = {
      headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
      duplex: "half" as const
    }
    expect((await post(server, pieces, options)).status).toBe(413)
  })
})

describe("a page of an origin on the list", () => {
  const settings = { ...withTokens, ALLOWED_ORIGINS: "https://plan.example" }
  const readable = ({ headers }: { readonly headers: Headers }) => [
    headers.get("access-control-allow-origin"),
    headers.get("vary")
  ]
  /** As a browser asks before it sends a token elsewhere. */
  const ask = (server: TestServer, origin: string) =>
    fetch(`${server.http}/import`, {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization"
      }
    })

  it("uploads, and reads the answer, refusals too", async () => {
    const server = await start(settings)
    const origin = "https://plan.example"
    const asked = await ask(server, origin)
    expect([
      asked.status,
      ...readable(asked),
      asked.headers.get("access-control-allow-methods"),
      asked.headers.get("access-control-allow-headers"),
      asked.headers.get("access-control-allow-credentials")
    ]).toEqual([204, "https://plan.example", "origin", "POST", "authorization, content-type", null])
    const headers = { origin, ...bearerOf(await tokenOf("ed")).headers }
    const kept = await post(server, form({ "b.fet": brookside }), { headers })
    expect([kept.status, ...readable(kept)]).toEqual([201, origin, "origin"])
    const refused = await post(server, form({ "b.fet": brookside }), { headers: { origin } })
    expect([refused.status, ...readable(refused)]).toEqual([401, origin, "origin"])
  })

  it("may, and no other: what that one is answered its browser keeps from it", async () => {
    const server = await start(settings)
    const asked = await ask(server, "https://evil.example")
    expect([asked.status, ...readable(asked), asked.headers.get("access-control-allow-methods")]).toEqual([
      403,
      null,
      "origin",
      null
    ])
    const headers = { origin: "https://evil.example", ...bearerOf(await tokenOf("ed")).headers }
    const refused = await post(server, form({ "b.fet": brookside }), { headers })
    expect([refused.status, ...readable(refused)]).toEqual([403, null, "origin"])
    expect(await names(server)).toEqual(["Larkfield School (demo) 1"])
  })
})

describe("nobody uploads", () => {
  it("from a page of another origin", async () => {
    const server = await start()
    const options = { headers: { origin: "https://evil.example" } }
    const { status, answer } = await post(server, form({ "b.fet": brookside }), options)
    expect([status, answer.code, answer.message]).toEqual([
      403,
      "forbidden",
      "This origin may not upload; see ALLOWED_ORIGINS."
    ])
    expect(await names(server)).toEqual(["Larkfield School (demo) 1"])
    const own = { headers: { origin: server.http } }
    expect((await post(server, form({ "b.fet": brookside }), own)).status).toBe(201)
  })

  it("without the token of an editor", async () => {
    const server = await start(withTokens)
    const without = await post(server, form({ "b.fet": brookside }))
    expect([without.status, without.headers.get("www-authenticate"), without.answer.code]).toEqual([
      401,
      "Bearer",
      "unauthorized"
    ])
    const viewer = await post(server, form({ "b.fet": brookside }), bearerOf(await tokenOf("vi", { role: "viewer" })))
    expect([viewer.status, viewer.answer.message]).toEqual([403, 'This needs the role "editor"; yours is "viewer".'])
    const editor = await post(server, form({ "b.fet": brookside }), bearerOf(await tokenOf("ed")))
    expect(editor.status).toBe(201)
  })
})
