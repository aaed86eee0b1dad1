import type { ClientEventName } from "../protocol/ClientFrame.ts"
import type { WireConflict, WireTimetable } from "../protocol/Facts.ts"
import type { AnswerMetadata, SaidMetadata, ServerEvent, ServerEventOf } from "../protocol/ServerFrame.ts"
import type { WireChange } from "../protocol/WireChange.ts"
import type { JsonObject } from "./Json.ts"

/** What a reader of the documents sees of each kind of frame; that they keep to the schemas is checked by type and by test. */

const at = "2026-11-23T08:00:00.000Z"
const connection = "019ab0c4-6a52-7000-8000-000000000001"
const conversation = "019ab0c4-6a52-7000-8000-000000000002"
const run = "019ab0c4-6a52-7000-8000-000000000003"
const message = "019ab0c4-6a52-7000-8000-000000000004"
const epoch = "019ab0c4-6a52-7000-8000-000000000005"

const timetable: WireTimetable = { id: "demo", name: "Larkfield School (demo)", version: 1 }

const conflict: WireConflict = {
  id: "room_unsuitable:9b1f",
  kind: "room_unsuitable",
  severity: "hard",
  constraint_id: "room_unsuitable",
  deviation: 1,
  cost: 1,
  lessons: ["L12"],
  resources: [{ kind: "room", id: "r102", name: "102" }],
  slots: [{ slot: 4, day: "Monday", period: "4", start: "11:00", end: "11:50" }],
  message: "10b Science on Monday, period 4 needs a room with lab, but is in 102"
}

const change: WireChange = {
  change_id: message,
  timetable_id: timetable.id,
  version: 2,
  kind: "applied",
  actor: { id: "local", name: "Local planner" },
  at,
  why: null,
  suggestion_id: run,
  undo_of: null,
  changes: [],
  locks: [],
  substitutions: [],
  published: null,
  conflicts: { added: [], resolved: [conflict] },
  score: { before: { hard: 3, soft: 41 }, after: { hard: 2, soft: 41 } }
}

export const clientExamples: { readonly [Name in ClientEventName]: JsonObject } = {
  hello: { resume: { session_id: connection, topics: [{ topic: "timetable:demo", epoch, seq: 1 }] } },
  view: {
    timetable_id: "demo",
    context: {
      current_view: "teacher",
      selected_entities: ["t-smith"],
      visible_conflicts: [conflict.id],
      filters_applied: { day: "monday" }
    }
  },
  cancel: { run_id: run },
  auth: { token: "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl" },
  ping: { t: 1_795_420_800_000 }
}

export const answerExample: AnswerMetadata = {
  ref: "q1",
  message_id: message,
  conversation_id: conversation,
  command: "/conflicts",
  parameters: { day: "Monday", time: "morning" },
  data: {
    kind: "conflicts",
    timetable,
    filters: { day: "Monday", time: "morning" },
    total: 1,
    hard: 1,
    soft: 0,
    by_kind: { room_unsuitable: { hard: 1, soft: 0, count: 1 } },
    conflicts: [conflict]
  },
  conflict_ids: [conflict.id],
  lesson_ids: ["L12"],
  suggestions: [],
  actions: [{ id: run, label: "Suggest a way out", command: "/suggest", parameters: { conflict: conflict.id } }],
  provider: "engine",
  degraded: false
}

export const saidExample: SaidMetadata = { ref: "q2", message_id: message, conversation_id: conversation }

export const eventExamples: { readonly [Name in ServerEvent["event"]]: ServerEventOf<Name> } = {
  ready: {
    event: "ready",
    connection_id: connection,
    session_id: connection,
    user: { id: "local", name: "Local planner" },
    protocol: "timetable-chat.v1",
    timetable,
    resumed: {},
    topics: [{ topic: "timetable:demo", epoch, seq: 1 }],
    limits: { max_message_bytes: 65_536, messages_per_second: 10, burst: 40, topics: 64, runs: 1 },
    heartbeat_ms: 25_000,
    assistant: { provider: "builtin", state: "ok" },
    commands: [
      {
        name: "/conflicts",
        summary: "what is wrong, the worst first",
        example: "/conflicts day=monday time=morning",
        parameters: [{ name: "day", summary: "a day of the week", required: false, values: [] }]
      }
    ],
    server_time: at
  },
  ack: { event: "ack", ref: "q1", status: "accepted" },
  "run.start": {
    event: "run.start",
    run_id: run,
    ref: "q2",
    conversation_id: conversation,
    provider: "builtin",
    attempt: 1
  },
  delta: { event: "delta", run_id: run, message_id: message, index: 0 },
  "run.reset": { event: "run.reset", run_id: run, attempt: 2, provider: "builtin" },
  "run.snapshot": {
    event: "run.snapshot",
    run_id: run,
    ref: "q2",
    conversation_id: conversation,
    message_id: message,
    text: "3 conflicts on",
    next_index: 2
  },
  "run.done": { event: "run.done", run_id: run, conversation_id: conversation, outcome: "completed", degraded: false },
  progress: { event: "progress", ref: "q2", run_id: run, phase: "searching", fraction: 0.5 },
  change: { event: "change", epoch, seq: 2, ...change },
  notice: {
    event: "notice",
    about: "assistant",
    message: "The built-in assistant answers now.",
    provider: "builtin",
    state: "degraded"
  },
  imported: { event: "imported", timetable, actor: { id: "local", name: "Local planner" } },
  presence: {
    event: "presence",
    timetable_id: timetable.id,
    total: 1,
    connections: 2,
    users: [{ id: "local", name: "Local planner", connections: 2 }]
  },
  error: {
    event: "error",
    ref: "q3",
    code: "unknown_command",
    message: "I know no command /nonsense.",
    temporary: false
  },
  pong: { event: "pong", ref: "q4", t: 1_795_420_800_000, server_time: at },
  goodbye: { event: "goodbye", reason: "restart", reconnect: true, after_ms: 850 }
}
