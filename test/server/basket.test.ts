import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { englishOutOf104, fixedSearcher, type Move, scienceIntoTheLab } from "../support/fixedSearcher.ts"
import { connect, type TestClient } from "../support/TestClient.ts"
import { startServer, type TestServer } from "../support/TestServer.ts"
import { applyLine, changeIn, suggested } from "./suggestions.ts"

const scienceIntoTheOtherLab: Move = ["lesson-10b-science-3", 3, "room-lab-1"]

describe("/basket", () => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer({
      settings: { RATE_BURST: "1000" },
      searcher: fixedSearcher([scienceIntoTheLab], [englishOutOf104], [scienceIntoTheOtherLab])
    })
  })
  afterEach(() => server.stop())

  const three = async (client: TestClient) => {
    const [science, english, otherLab] = await suggested(client)
    if (science === undefined || english === undefined || otherLab === undefined) throw new Error("too few suggestions")
    return { science, english, otherLab }
  }

  it("adds several up, says what they do together, and applies them as one change", async () => {
    const client = await connect(server.url)
    const { science, english } = await three(client)
    await client.ask(`/basket add=${science.id}`)
    const both = await client.ask(`/basket add=${english.id}`)
    expect(both.data).toMatchObject({ kind: "basket", conflicting: [], together: { delta: { hard: -2, soft: 0 } } })
    expect(both.suggestions).toEqual([science, english])
    expect(both.content.split("\n").at(-1)).toBe("Together: hard −2, soft 0.")
    const button = both.actions.find(action => action.label === "Apply all")
    const answer = await client.answer(client.send("command", "", { command: button }))
    expect(changeIn(answer)).toMatchObject({
      version: 2,
      changes: [{ lesson_id: "lesson-9a-english-1" }, { lesson_id: "lesson-10b-science-3" }]
    })
    expect((await client.ask("/basket")).content).toBe("The basket is empty. /basket add=SUGGESTION puts something in.")
    // Both are spent.
    expect((await client.refusal(client.command(applyLine(english)))).code).toBe("stale_version")
    expect(changeIn(await client.ask("/undo"))).toMatchObject({ version: 3, score: { after: { hard: 7 } } })
  })

  it("names suggestions that do not go together, and applies none of them", async () => {
    const client = await connect(server.url)
    const { science, otherLab } = await three(client)
    await client.ask(`/basket add=${science.id}`)
    const clash = await client.ask(`/basket add=${otherLab.id}`)
    expect(clash.data).toMatchObject({
      conflicting: [{ suggestion_id: otherLab.id, with: science.id, lesson_ids: ["lesson-10b-science-3"] }],
      together: null
    })
    expect(clash.actions.map(action => action.label)).toEqual([
      "Remove 1 from the basket",
      "Remove 2 from the basket",
      "Empty the basket"
    ])
    const error = await client.refusal(client.command("/apply basket=yes"))
    expect(error).toMatchObject({
      code: "constraint_violation",
      message:
        "The basket does not go together: suggestion 2 does not go with suggestion 1: both change 10b Science. Nothing was written; take something out."
    })
    const [remove] = error.actions ?? []
    expect(remove).toMatchObject({ command: "/basket", parameters: { remove: otherLab.id } })
    await client.answer(client.send("command", "", { command: remove }))
    expect(changeIn(await client.ask("/apply basket=yes")).version).toBe(2)
  })

  it("judges its suggestions on the present version, and names the one that is outdated", async () => {
    const client = await connect(server.url)
    const { science, english, otherLab } = await three(client)
    await client.ask(`/basket add=${otherLab.id}`)
    await client.ask(`/basket add=${english.id}`)
    await client.ask(applyLine(science))
    const error = await client.refusal(client.command("/apply basket=yes"))
    expect(error).toMatchObject({
      code: "stale_version",
      message:
        "The basket does not go together: suggestion 2 is outdated: 10b Science moved since. Nothing was written; take something out."
    })
    await client.ask(`/basket remove=${otherLab.id}`)
    expect(changeIn(await client.ask("/apply basket=yes")).version).toBe(3)
  })

  it("is not applied to another version than was shown", async () => {
    const client = await connect(server.url)
    const { science, english } = await three(client)
    await client.ask(`/basket add=${english.id}`)
    await client.ask(applyLine(science))
    expect(await client.refusal(client.command("/apply basket=yes version=1"))).toMatchObject({
      code: "stale_version",
      issues: [{ path: "version", message: "is 2, expected 1" }, { path: "changed_by" }]
    })
  })

  it("can be filled, emptied and filled again with the same buttons", async () => {
    const client = await connect(server.url)
    const { actions, suggestions } = await client.ask("/suggest")
    const add = actions.find(action => action.label === "Add to basket 1")
    const size = async () => (await client.ask("/basket")).suggestions.length
    await client.answer(client.send("command", "", { command: add }))
    expect(await size()).toBe(1)
    await client.ask("/basket clear=yes")
    expect(await size()).toBe(0)
    await client.ask(`/basket add=${suggestions[0]?.id}`)
    expect(await size()).toBe(1)
    expect(await client.refusal(client.command("/basket add=nothing"))).toMatchObject({
      code: "not_found",
      issues: [{ path: "parameters.add", message: "not found" }]
    })
  })

  it("says that it is empty instead of applying nothing", async () => {
    const client = await connect(server.url)
    expect(await client.refusal(client.command("/apply basket=yes"))).toMatchObject({
      code: "validation_failed",
      message: "The basket is empty. /basket add=SUGGESTION puts something in."
    })
  })
})
