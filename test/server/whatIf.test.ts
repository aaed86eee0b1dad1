import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { connect } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { applyLine, changeIn } from "./suggestions.ts"

describe("what if", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ settings: { RATE_BURST: "1000" } })
  })
  afterAll(() => server.stop())

  it("/where tells every slot: free, at what cost, whom it displaces, why it cannot be", async () => {
    const client = await connect(server.url)
    const answer = await client.ask('/where lesson="7b Maths tuesday 3"')
    const { data } = answer
    if (data?.kind !== "where") throw new Error("no places")
    expect(data.lesson.id).toBe("lesson-7b-maths-1")
    expect(data.places.map(({ slot }) => slot.slot)).toEqual(Array.from({ length: 40 }, (_, slot) => slot))
    const at = (day: string, period: string) =>
      data.places.find(({ slot }) => slot.day === day && slot.period === period)
    expect(at("Tuesday", "3")?.here).toBe(true)
    expect(at("Tuesday", "2")).toMatchObject({ colour: "green", here: false, hard: 0, soft: 0, message: "" })
    expect(at("Wednesday", "3")).toMatchObject({
      colour: "red",
      displaces: expect.arrayContaining([{ id: "lesson-7b-english-1", name: "7b English" }])
    })
    expect(at("Tuesday", "Lunch")).toMatchObject({ colour: "grey", kinds: expect.arrayContaining(["break_overlap"]) })
    expect(at("Wednesday", "6")?.colour).toBe("amber")
    expect(at("Wednesday", "6")?.soft).toBeGreaterThan(0)
    expect(answer.content.split("\n")[0]).toMatch(
      /^7b Maths, Tuesday, period 3: 1 free, \d+ at a cost, \d+ taken, \d+ impossible\.$/
    )
    const [button] = answer.actions
    expect(button).toMatchObject({
      label: "What if it moved to Tuesday 2?",
      command: "/move",
      parameters: { lesson: "lesson-7b-maths-1", to: "Tuesday 2" }
    })
    const moved = await client.answer(client.send("command", "", { command: button }))
    expect(moved.suggestions[0]).toMatchObject({ kind: "move", delta: { hard: 0, soft: 0 } })
  })

  it("/move answers a suggestion with its consequences, and writes nothing", async () => {
    const client = await connect(server.url)
    const answer = await client.ask('/move lesson="7b Maths tuesday 3" to="tuesday 2"')
    expect(answer.content).toBe(
      [
        "If you did that: hard 0, soft 0.",
        "• 7b Maths: Tuesday 3 in Music Room → Tuesday 2 in Music Room",
        "Nothing is changed until you apply it."
      ].join("\n")
    )
    expect(answer.data).toMatchObject({
      kind: "suggestions",
      scope: { lesson: "7b Maths, Tuesday, period 3", to: "Tuesday, period 2" },
      suggestions: answer.suggestions
    })
    expect(answer.actions.map(action => action.label)).toEqual(["Apply", "Reject", "Add to basket"])
    expect((await client.ask("/history")).data).toMatchObject({ total: 1 })
  })

  it("/move says plainly when it is bad, and that applying it needs a reason", async () => {
    const client = await connect(server.url)
    const answer = await client.ask('/move lesson="7b Maths tuesday 3" to="tuesday 4" room="Music Room"')
    const [suggestion] = answer.suggestions
    if (suggestion === undefined) throw new Error("no suggestion")
    expect(suggestion.added.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["class_clash", "room_clash"]))
    expect(answer.content.split("\n").at(-1)).toBe(
      `Nothing is changed. Since it adds 1 hard conflict, applying it needs a reason: /apply suggestion=${suggestion.id} force="…".`.replace(
        "1 hard conflict",
        `${suggestion.added.filter(({ severity }) => severity === "hard").length} hard conflicts`
      )
    )
    expect(answer.actions.map(action => action.label)).toEqual(["Reject", "Add to basket"])
    expect((await client.refusal(client.command(applyLine(suggestion)))).code).toBe("constraint_violation")
  })

  it("/move of a locked lesson says that it is locked", async () => {
    const client = await connect(server.url)
    const { content } = await client.ask('/move lesson="Year 7 Assembly" to="tuesday 7"')
    expect(content).toContain("1 lesson of it is locked")
    expect(content).toContain('force="…"')
  })

  it("/move places what has no place", async () => {
    const client = await connect(server.url)
    const answer = await client.ask('/move lesson="8b Music" to="wednesday 7"')
    expect(answer.suggestions[0]).toMatchObject({
      changes: [{ lesson_id: "lesson-8b-music-1", from: null, to: { slot: { day: "Wednesday", period: "7" } } }]
    })
  })

  it("/swap trades the times of two lessons", async () => {
    const client = await connect(server.url)
    const { suggestions } = await client.ask('/swap lesson="7b Maths tuesday 3" with="7b History tuesday 4"')
    expect(suggestions[0]?.kind).toBe("swap")
    expect(suggestions[0]?.changes.map(({ name, from, to }) => [name, from?.slot?.slot, to?.slot?.slot])).toEqual([
      ["7b Maths", 10, 11],
      ["7b History", 11, 10]
    ])
  })

  it.each([
    ['/move lesson="7b Maths tuesday 3" to="tuesday 3"', "7b Maths, Tuesday, period 3, stands there already."],
    ['/move lesson="7b Maths tuesday 3"', "/move: parameters.to: is missing"],
    ['/swap lesson="7b Maths tuesday 3" with="7b Maths tuesday 3"', "A lesson cannot be swapped with itself."],
    [
      "/swap lesson=lesson-7b-maths-1 with=lesson-7b-maths-2",
      "7b Maths, Tuesday, period 3, and 7b Maths, Thursday, period 3, are the same lesson to everybody: nothing would change."
    ],
    [
      '/swap lesson="7b Maths tuesday 3" with="8b Music"',
      "8b Music, unplaced, has no time to trade. /move gives it one."
    ],
    ['/free slot="monday 1"', "/free: parameters.kind: is missing"],
    ['/free slot="monday 1" kind=dog', "/free: parameters.kind: is room, teacher or class"],
    ["/conflicts severity=mild", "/conflicts: parameters.severity: is hard or soft"],
    ["/where", 'Which lesson? Give its id, or words: lesson="7b Maths monday 2".']
  ])("%s is refused: %s", async (line, message) => {
    const client = await connect(server.url)
    const error = await client.refusal(client.command(line))
    expect({ code: error.code, message: error.message }).toEqual({ code: "validation_failed", message })
  })

  it("a lesson named with NUL is quoted in a frame that every client can read", async () => {
    const client = await connect(server.url)
    const ref = client.send("command", "", { command: { command: "/where", parameters: { lesson: "x\0y" } } })
    expect((await client.refusal(ref)).code).toBe("not_found")
    expect(client.frames.at(-1)?.message.content).toBe('There is no lesson "x\ufffdy" in this timetable.')
  })

  it("/free tells rooms with what they offer, teachers and classes; nobody who is away or busy", async () => {
    const client = await connect(server.url)
    const rooms = await client.ask('/free kind=room slot="thursday 4"')
    expect(rooms.content).toBe(
      [
        "2 rooms free on Thursday, period 4:",
        "• Computer Suite · 30 seats · computers",
        "• Lab 2 · 32 seats · lab"
      ].join("\n")
    )
    expect(rooms.data).toMatchObject({
      kind: "free",
      slot: { day: "Thursday", period: "4" },
      resources: [
        { kind: "room", name: "Computer Suite", weeks: [], capacity: 30, building: "Main", features: ["computers"] },
        { kind: "room", id: "room-lab-2" }
      ]
    })
    const teachers = (await client.ask('/free kind=teacher slot="friday 7"')).data
    const names = teachers?.kind === "free" ? teachers.resources.map(({ name }) => name) : []
    expect(names).toContain("Mr. Okafor")
    // Mr. Kaye has 7b then; Mr. Novák does not come on Fridays.
    expect(names).not.toContain("Mr. Kaye")
    expect(names).not.toContain("Mr. Novák")
    const classes = (await client.ask('/free kind=class slot="thursday 7"')).data
    expect(classes?.kind === "free" ? classes.resources.map(({ name }) => name) : []).toEqual(["7b", "8b", "10a"])
  })

  it("the search finds something for Mrs. Smith that makes the school better, and one click does it", async () => {
    const client = await connect(server.url)
    const { suggestions, actions } = await client.ask("/suggest teacher=Smith")
    const [best] = suggestions
    expect(best?.delta.hard).toBeLessThan(0)
    expect(best?.resolved.map(({ message }) => message)).toContain(
      "Mrs. Smith teaches 10b Maths and 7a Maths on Monday, period 3"
    )
    const button = actions.find(action => action.label === "Apply 1")
    const change = changeIn(await client.answer(client.send("command", "", { command: button })))
    expect((change.score.after?.hard ?? 0) - (change.score.before?.hard ?? 0)).toBe(best?.delta.hard)
    expect((change.score.after?.soft ?? 0) - (change.score.before?.soft ?? 0)).toBe(best?.delta.soft)
    expect(change.conflicts.resolved).toEqual(best?.resolved)
    expect(change.conflicts.added).toEqual(best?.added)
  })

  it("/optimize finds a better week within its seconds and says how far it went", async () => {
    const client = await connect(server.url)
    const answer = await client.ask("/optimize seconds=1")
    expect(answer.suggestions[0]?.delta.hard).toBeLessThan(0)
    expect(answer.content).toMatch(
      /^A better week: hard −\d+, soft .*, \d+ lessons moved \(\d+ positions in \d\.\d s\)\.\n/
    )
    expect(answer.suggestions[0]?.changes.some(({ lesson_id }) => lesson_id.includes("assembly"))).toBe(false)
  })
})
