/** Every way in which the server ends a connection. What the client should do stands in the table of the README. */
export const closeCodes = {
  normal: { code: 1000, reason: "bye" },
  goingAway: { code: 1001, reason: "going away" },
  binaryFrame: { code: 1003, reason: "text frames only" },
  fragmentFlood: { code: 1008, reason: "too many fragments" },
  tooBig: { code: 1009, reason: "message too big" },
  internal: { code: 1011, reason: "internal error" },
  restart: { code: 1012, reason: "service restart" },
  overloaded: { code: 1013, reason: "overloaded, try again later" },
  badFrames: { code: 4400, reason: "too many bad frames" },
  unauthorized: { code: 4401, reason: "unauthorized" },
  expired: { code: 4401, reason: "token expired" },
  forbidden: { code: 4403, reason: "forbidden" },
  loggedOut: { code: 4403, reason: "logged out" },
  protocol: { code: 4406, reason: "unknown sub-protocol" },
  helloTimeout: { code: 4408, reason: "no hello in time" },
  idle: { code: 4408, reason: "idle for too long" },
  connectionLimit: { code: 4409, reason: "too many connections" },
  tooManyRequests: { code: 4429, reason: "too many requests" },
  slowConsumer: { code: 4508, reason: "reading too slowly" },
  noPong: { code: 4512, reason: "no answer to pings" }
} as const

export type CloseReason = keyof typeof closeCodes
export interface Close {
  readonly code: number
  readonly reason: string
}
