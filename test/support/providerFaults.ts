import { afterAll, beforeEach } from "vitest"
import { cut, type FakeProviders, fakeProviders, finish, type Play, say, stall, status } from "./FakeProviders.ts"

/** Fake providers for the tests of one file: they know nothing of the test before, and are gone after the last. */
export const fakesOfThisFile = async (): Promise<FakeProviders> => {
  const fake = await fakeProviders()
  beforeEach(() => fake.reset())
  afterAll(() => fake.close())
  return fake
}

/** What can go wrong with an answer, before its first word and after it. Whoever shows "half" as an answer is caught. */
export const faults: ReadonlyArray<Play> = [
  status(500),
  status(429),
  { beats: [cut] },
  { beats: [say("half "), cut] },
  { beats: [say("half ")] },
  { beats: [say("half "), { do: "fail", code: "overloaded" }] },
  { beats: [say("half "), { do: "raw", text: "data: {\n\n" }, finish] },
  { beats: [finish] },
  { beats: [say("half "), stall] },
  { beats: [stall] }
]
