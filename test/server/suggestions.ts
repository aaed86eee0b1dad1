import type { WireSuggestion } from "../../src/protocol/WireSuggestion.ts"
import type { Answer, TestClient } from "../support/TestClient.ts"

/** The suggestions of a command's answer. */
export const suggested = async (client: TestClient, line = "/suggest"): Promise<ReadonlyArray<WireSuggestion>> =>
  (await client.ask(line)).suggestions

/** The nth of them, from 1. */
export const nth = async (client: TestClient, n: number, line = "/suggest"): Promise<WireSuggestion> => {
  const suggestion = (await suggested(client, line))[n - 1]
  if (suggestion === undefined) throw new Error(`${line} found no suggestion ${n}`)
  return suggestion
}

/** The accepted change that an answer tells. */
export const changeIn = ({ data }: Answer) => {
  if (data?.kind !== "change") throw new Error(`no change, but ${data?.kind}`)
  return data.change
}

/** `/apply` with everything its button sends. */
export const applyLine = ({ id, hash, version }: WireSuggestion): string =>
  `/apply suggestion=${id} hash=${hash} version=${version}`
