import type { ClientEventName } from "../protocol/ClientFrame.ts"
import type { CloseReason } from "../protocol/CloseCode.ts"
import type { ServerEvent } from "../protocol/ServerFrame.ts"

/** One sentence for each event: what it is for, and what answers it. */

interface ClientSummary {
  readonly summary: string
  readonly answers: ReadonlyArray<string>
}

export const clientSummaries: { readonly [Name in ClientEventName]: ClientSummary } = {
  hello: {
    summary: "Shows a token where the upgrade had none, or resumes a session: all that was missed follows",
    answers: ["ready"]
  },
  view: { summary: "Tells what is on the screen, of which timetable, and what to follow", answers: ["ack"] },
  cancel: { summary: "Ends a run, by its id or by that of the frame it answers", answers: ["ack", "run.done"] },
  auth: { summary: "A new token of the same person, before the old one expires", answers: ["ack"] },
  ping: { summary: "Answered at once, never behind other work", answers: ["pong"] }
}

export const eventSummaries: { readonly [Name in ServerEvent["event"]]: string } = {
  ready: "The greeting: who you are, which timetable, the limits and the commands",
  ack: "A frame has been taken; of what is said or written: it is stored. No ack: send the same id again",
  "run.start": "An answer begins to be made",
  delta: "The next piece of the answer; the text is the content",
  "run.reset": "Another provider begins anew: what was streamed so far is void",
  "run.snapshot": "For one who comes in the middle of an answer: all that was streamed so far",
  "run.done": "The end of a run. Exactly one for each run.start, always",
  progress: "How a search goes on",
  change: "Somebody has changed the timetable: what, why, and what that did",
  notice: "Something that everybody should know",
  imported: "A timetable of your school came, or was replaced by another",
  presence: "Who looks at the timetable",
  error: "A frame was refused; the connection stays open",
  pong: "The answer to a ping",
  goodbye: "The server will close the connection, and whether to come back"
}

/** What a client does when the connection was closed so. */
export const closeAdvice: { readonly [Reason in CloseReason]: string } = {
  normal: "stop",
  goingAway: "stop",
  binaryFrame: "do not repeat the frame",
  fragmentFlood: "stop",
  tooBig: "do not repeat the frame",
  internal: "reconnect with back-off",
  restart: "reconnect after the after_ms of the goodbye",
  overloaded: "reconnect after 5 seconds or more",
  badFrames: "stop",
  unauthorized: "get a new token, then reconnect",
  expired: "get a new token, then reconnect",
  forbidden: "stop",
  loggedOut: "stop",
  protocol: "stop",
  helloTimeout: "reconnect when the person comes back",
  idle: "reconnect when the person comes back",
  connectionLimit: "stop, show a notice",
  tooManyRequests: "reconnect after retry_after_ms",
  slowConsumer: "reconnect",
  noPong: "reconnect"
}
