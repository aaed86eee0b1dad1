import { Effect, Layer } from "effect"
import { describe, expect, it, onTestFinished } from "vitest"
import { ChangeRepo } from "../../src/schedule/ChangeRepo.ts"
import { StorageUnavailable } from "../../src/schedule/StorageUnavailable.ts"
import { applyLine, changeIn, nth } from "../server/suggestions.ts"
import { fixedSearcher, scienceIntoTheLab } from "../support/fixedSearcher.ts"
import { connect, freshId } from "../support/TestClient.ts"
import { memory, startServer } from "../support/TestServer.ts"

/** Stores whose database dies right after the next commits: they are written, and nobody is told so. */
const storageThatDies = (times: number) => {
  let left = times
  const dying = Layer.effect(
    ChangeRepo,
    Effect.map(ChangeRepo, repo => ({
      ...repo,
      commit: (request: Parameters<typeof repo.commit>[0]) =>
        Effect.tap(repo.commit(request), () => {
          if (left === 0) return Effect.void
          left -= 1
          return Effect.fail(new StorageUnavailable({ cause: "the connection died" }))
        })
    }))
  )
  return Layer.provideMerge(dying, memory)
}

describe("row 27: the database dies after the commit, before the ack", () => {
  it("row 27: the client repeats the id: duplicate with the result, applied once, and told to those who look", async () => {
    const server = await startServer({ storage: storageThatDies(1), searcher: fixedSearcher([scienceIntoTheLab]) })
    onTestFinished(() => server.stop())
    const client = await connect(server.url)
    const colleague = await connect(server.url)
    const line = applyLine(await nth(client, 1))
    const id = freshId()
    client.send("command", line, undefined, id)
    expect(await client.refusal(id)).toMatchObject({ code: "storage_unavailable", temporary: true })
    expect(client.events("ack").filter(ack => ack.ref === id)).toEqual([])

    client.send("command", line, undefined, id)
    const ack = await client.event("ack", id)
    expect(ack.status).toBe("duplicate")
    expect(ack.result).toMatchObject({ ref: id, command: "/apply", data: { kind: "change", change: { version: 2 } } })
    expect((await colleague.event("change")).version).toBe(2)
    expect((await client.ask("/history")).data).toMatchObject({ total: 2, timetable: { version: 2 } })
    expect(changeIn(await client.ask("/undo")).version).toBe(3)
  })
})
