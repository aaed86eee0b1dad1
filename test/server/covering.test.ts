import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { connect } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { applyLine, changeIn } from "./suggestions.ts"

/** A Tuesday far ahead, for days that are over are not covered: Mr. Kaye teaches 9b in period 1, 8a in 3, 10a in 4. */
const tuesday = "2099-12-01"
const line = `/cover teacher=Kaye day=${tuesday}`

describe("/cover", () => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer({ settings: { RATE_BURST: "1000" } })
  })
  afterEach(() => server.stop())

  it("ranks who is free, with reasons; the week plan stays as it is", async () => {
    const client = await connect(server.url)
    const answer = await client.ask(line)
    const { data } = answer
    if (data?.kind !== "cover") throw new Error("no cover")
    expect(data).toMatchObject({
      teacher: { id: "teacher-mr-kaye", name: "Mr. Kaye" },
      date: tuesday,
      day: "Tuesday",
      week: null
    })
    expect(data.lessons.map(({ lesson, covered_by }) => [lesson.name, lesson.slot?.period, covered_by])).toEqual([
      ["9b English", "1", null],
      ["8a English", "3", null],
      ["10a English", "4", null]
    ])
    const [first] = data.lessons
    expect(first?.candidates[0]).toEqual({
      teacher: { id: "teacher-ms-lindqvist", name: "Ms. Lindqvist" },
      reasons: [
        "qualified for the subject",
        "at school that day, 1 free period between",
        "3 periods that day, 16 that week",
        "0 covers this term"
      ],
      suggestion_id: expect.any(String)
    })
    // Ms. Lindqvist has 10b in period 3 herself.
    expect(data.lessons[1]?.candidates.map(({ teacher }) => teacher.name)).not.toContain("Ms. Lindqvist")
    expect(answer.content.split("\n")[0]).toBe("Mr. Kaye has 3 lessons on Tuesday, 2099-12-01:")
    expect(answer.suggestions[0]?.substitutions?.map(each => [each.name, each.substitute?.name])).toEqual([
      ["9b English", "Ms. Lindqvist"],
      ["8a English", "Ms. Tanaka"],
      ["10a English", "Ms. Lindqvist"]
    ])
    expect((await client.ask("/history")).data).toMatchObject({ total: 1 })
  })

  it("numbers the suggestions as they are numbered in the answer: the second one is what is read as 2)", async () => {
    const client = await connect(server.url)
    const { content, suggestions } = await client.ask(line)
    const lines = content.split("\n")
    expect(lines[1]).toMatch(
      /^1\) For the whole day: 9b English, 2099-12-01, Tuesday 1: Ms\. Lindqvist for Mr\. Kaye, /
    )
    expect(lines[2]).toMatch(/^• 9b English, period 1: 2\) Ms\. Lindqvist \(.*\)\. Also 3\) /)
    expect(suggestions[1]?.substitutions?.map(each => [each.name, each.substitute?.name])).toEqual([
      ["9b English", "Ms. Lindqvist"]
    ])
  })

  it("writes the substitutes for that date when it is applied, and knows them from then on", async () => {
    const client = await connect(server.url)
    const plan = (await client.ask("/schedule teacher=Kaye")).data
    const [whole] = (await client.ask(line)).suggestions
    if (whole === undefined) throw new Error("nothing was suggested")
    const answer = await client.ask(applyLine(whole))
    expect(changeIn(answer)).toMatchObject({ kind: "covered", version: 2, changes: [], conflicts: { added: [] } })
    expect(answer.content).toBe(
      [
        "Covered: version 2.",
        "• 9b English, 2099-12-01, Tuesday 1: Ms. Lindqvist for Mr. Kaye",
        "• 8a English, 2099-12-01, Tuesday 3: Ms. Tanaka for Mr. Kaye",
        "• 10a English, 2099-12-01, Tuesday 4: Ms. Lindqvist for Mr. Kaye"
      ].join("\n")
    )
    const after = (await client.ask("/schedule teacher=Kaye")).data
    expect(after?.kind === "schedule" && plan?.kind === "schedule" ? after.lessons : null).toEqual(
      plan?.kind === "schedule" ? plan.lessons : undefined
    )
    const again = (await client.ask(line)).data
    expect(again?.kind === "cover" ? again.lessons.map(({ covered_by }) => covered_by?.name) : []).toEqual([
      "Ms. Lindqvist",
      "Ms. Tanaka",
      "Ms. Lindqvist"
    ])
    // She stands in for 9b in period 1 now, so she is not free for anybody else then, and bears more.
    const other = (await client.ask(`/cover teacher=Okafor day=${tuesday}`)).data
    const [maths] = other?.kind === "cover" ? other.lessons : []
    expect(maths?.lesson).toMatchObject({ name: "8a Maths", slot: { period: "1" } })
    expect(maths?.candidates.map(({ teacher }) => teacher.name)).not.toContain("Ms. Lindqvist")
    // The week after nobody stands in.
    const nextWeek = (await client.ask("/cover teacher=Kaye day=2099-12-08")).data
    expect(nextWeek?.kind === "cover" ? nextWeek.lessons[0]?.covered_by : undefined).toBeNull()
    expect(nextWeek?.kind === "cover" ? nextWeek.lessons[0]?.candidates[0]?.reasons.at(-1) : "").toBe(
      "2 covers this term"
    )
  })

  it("does not offer a late suggestion anew where somebody stands in by now, or the substitute does elsewhere", async () => {
    const client = await connect(server.url)
    const suggestedFor = async (teacher: string) => {
      const { data, suggestions } = await client.ask(`/cover teacher=${teacher} day=${tuesday}`)
      const [inPeriod1] = data?.kind === "cover" ? data.lessons : []
      return (inPeriod1?.candidates ?? []).flatMap(({ teacher: { name }, suggestion_id }) => {
        const suggestion = suggestions.find(({ id }) => id === suggestion_id)
        return suggestion === undefined ? [] : { name, suggestion }
      })
    }
    const [kaye, okafor] = [await suggestedFor("Kaye"), await suggestedFor("Okafor")]
    const wanted = kaye.find(({ name }) => okafor.some(each => each.name === name))
    const elsewhere = okafor.find(({ name }) => name === wanted?.name)
    const other = kaye.find(({ name }) => name !== wanted?.name)
    if (wanted === undefined || elsewhere === undefined || other === undefined)
      throw new Error(`too few candidates: ${JSON.stringify([kaye, okafor].map(all => all.map(({ name }) => name)))}`)
    await client.ask(applyLine(wanted.suggestion))
    for (const [late, why] of [
      [other.suggestion, "somebody stands in already"],
      [elsewhere.suggestion, "a substitute is needed elsewhere"]
    ] as const) {
      const error = await client.refusal(client.command(applyLine(late)))
      expect(error).toMatchObject({ code: "stale_version" })
      expect(error.message).toContain(`The suggestion does not fit any more: ${why}. Ask for a new one.`)
      expect(error.actions).toBeUndefined()
    }
  })

  it("/undo takes the substitutes back", async () => {
    const client = await connect(server.url)
    const [whole] = (await client.ask(line)).suggestions
    if (whole === undefined) throw new Error("nothing was suggested")
    await client.ask(applyLine(whole))
    const undone = await client.ask("/undo")
    expect(undone.content).toContain("8a English, 2099-12-01, Tuesday 3: nobody stands in for Mr. Kaye any more")
    const { data } = await client.ask(line)
    expect(data?.kind === "cover" ? data.lessons.map(({ covered_by }) => covered_by) : []).toEqual([null, null, null])
  })

  it("two covers for different lessons add up in the basket; one made for the same lesson meanwhile is named", async () => {
    const client = await connect(server.url)
    const { data } = await client.ask(line)
    const [first, second] = data?.kind === "cover" ? data.lessons : []
    const [a, b, c] = [first?.candidates[0], second?.candidates[0], first?.candidates[1]]
    await client.ask(`/basket add=${a?.suggestion_id}`)
    await client.ask(`/basket add=${b?.suggestion_id}`)
    const clash = await client.ask(`/basket add=${c?.suggestion_id}`)
    expect(clash.content).toContain(
      "They do not go together: suggestion 2 does not go with suggestion 1: both change 9b English."
    )
    expect(await client.refusal(client.command("/apply basket=yes"))).toMatchObject({ code: "constraint_violation" })
    await client.ask(`/basket remove=${c?.suggestion_id}`)
    expect(changeIn(await client.ask("/apply basket=yes"))).toMatchObject({ kind: "covered", version: 2 })
  })

  it.each([
    [
      "/cover teacher=Kaye day=2099-11-28",
      "validation_failed",
      "There is no school on 2099-11-28: the week has Monday, Tuesday, Wednesday, Thursday, Friday."
    ],
    [
      "/cover teacher=Kaye day=someday",
      "not_found",
      'There is no day "someday" in this timetable. The nearest: Monday.'
    ],
    ["/cover teacher=Kaye", "validation_failed", "/cover: parameters.day: is missing"]
  ])("refuses %s", async (asked, code, message) => {
    const client = await connect(server.url)
    const error = await client.refusal(client.command(asked))
    expect({ code: error.code, message: error.message }).toEqual({ code, message })
  })

  it("refuses a day that is over, and offers the next one of that name", async () => {
    const client = await connect(server.url)
    const error = await client.refusal(client.command("/cover teacher=Kaye day=2026-11-17"))
    expect(error).toMatchObject({
      code: "validation_failed",
      message: "Tuesday, 2026-11-17, is over: nobody can stand in any more. The next one is day=Tuesday.",
      issues: [{ path: "parameters.day", message: "in the past" }],
      actions: [{ label: "Cover next Tuesday", command: "/cover", parameters: { teacher: "Mr. Kaye", day: "Tuesday" } }]
    })
  })

  it("says when nobody is missing", async () => {
    const client = await connect(server.url)
    expect((await client.ask("/cover teacher=Kaye day=2099-12-02")).content).toContain("Mr. Kaye has 1 lesson")
    expect((await client.ask("/cover teacher=Tanaka day=2099-12-04")).content).toBe(
      "Ms. Tanaka has no lessons on Friday, 2099-12-04."
    )
  })
})
