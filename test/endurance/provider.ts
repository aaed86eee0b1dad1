import {
  type Beat,
  cut,
  type FakeProviders,
  fakeProviders,
  finish,
  type Play,
  say,
  stall,
  status
} from "../support/FakeProviders.ts"

const faultShare = 0.1
/** Of each provider until it is refilled. */
const playsAhead = 300

const faults: ReadonlyArray<Play> = [
  status(429),
  status(500),
  { beats: [cut] },
  { beats: [say("half "), cut] },
  { beats: [say("half ")] },
  { beats: [say("half "), { do: "fail", code: "overloaded" }] },
  { beats: [say("half "), { do: "raw", text: "data: {\n\n" }, finish] },
  { beats: [say("half "), stall] },
  { beats: [finish] }
]

const whole: Play = {
  beats: [
    ...Array.from(
      { length: 20 },
      (_, i): ReadonlyArray<Beat> => [say(`word ${i} of a kind answer `), { do: "pause", millis: 25 }]
    ).flat(),
    finish
  ]
}

const refill = (fake: FakeProviders, random: () => number): void => {
  // What was asked is of no interest here, and would not fit into memory.
  fake.seen.length = 0
  const play = () => (random() < faultShare ? (faults[Math.floor(random() * faults.length)] ?? whole) : whole)
  for (const protocol of ["openai", "anthropic", "local"] as const)
    fake.script(protocol, ...Array.from({ length: playsAhead }, play), whole)
}

/** Three providers of whose answers one in ten goes wrong. */
export const faultyProviders = async (random: () => number) => {
  const fake = await fakeProviders()
  refill(fake, random)
  const refilling = setInterval(() => refill(fake, random), 5_000)
  return {
    url: fake.url,
    close: (): Promise<void> => {
      clearInterval(refilling)
      return fake.close()
    }
  }
}
