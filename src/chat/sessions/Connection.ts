import type { CloseReason } from "../../protocol/CloseCode.ts"

/** How long a peer may be silent before it is pinged, and how long it has to answer. Milliseconds. */
export interface Heartbeat {
  readonly intervalMillis: number
  readonly graceMillis: number
}

/**
 * The transport as the conversation sees it: somewhere to send text, never a WebSocket. None of these throw, wait, or
 * fail: a connection that is gone swallows what is sent, one that reads too slowly is closed by its own outbox.
 */
export interface Connection {
  readonly id: string
  readonly address: string
  /** Milliseconds since 1970. */
  readonly openedAt: number
  /** What waits to be sent, here and in the socket. */
  readonly queuedBytes: () => number
  readonly send: (encoded: string) => void
  readonly close: (reason: CloseReason) => void
  /** Stop and go on reading from the peer: how a full inbox pushes back. */
  readonly pause: () => void
  readonly resume: () => void
  /** Looks after the peer's heartbeat; called now and then. */
  readonly beat: (now: number, heartbeat: Heartbeat) => void
  /** Ends it at once, without a goodbye. */
  readonly terminate: () => void
}
