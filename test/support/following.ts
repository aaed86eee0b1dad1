import type { TestClient } from "./TestClient.ts"

/** Where it stood in its topic of this kind when it was greeted. */
export const placeOf = async (client: TestClient, kind: string) => {
  const place = (await client.event("ready")).topics.find(({ topic }) => topic.startsWith(kind))
  if (place === undefined) throw new Error(`follows no ${kind}`)
  return place
}

/** Changes that cost nothing: published, taken back, put back … */
export const change = async (client: TestClient, nth: number): Promise<void> => {
  await client.ask(nth === 0 ? "/publish" : nth % 2 === 1 ? "/undo" : "/redo")
}

/** The numbers of the changes it was told, when there are so many. */
export const changes = (client: TestClient, count: number) =>
  client.until(
    `${count} changes`,
    () => {
      const seqs = client.events("change").map(({ seq }) => seq)
      return seqs.length >= count ? seqs : undefined
    },
    10_000
  )

/** So many numbers, one after another. */
export const from = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i)
