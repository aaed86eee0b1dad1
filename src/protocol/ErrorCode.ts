import { Schema } from "effect"

/** Every reason why a frame is refused, and whether sending it again later may help. */
export const errorCodes = {
  bad_request: { temporary: false },
  validation_failed: { temporary: false },
  unknown_event: { temporary: false },
  unknown_command: { temporary: false },
  forbidden_type: { temporary: false },
  unauthorized: { temporary: false },
  forbidden: { temporary: false },
  not_found: { temporary: false },
  ambiguous: { temporary: false },
  id_conflict: { temporary: false },
  rate_limited: { temporary: true },
  limit_exceeded: { temporary: false },
  run_active: { temporary: true },
  stale_version: { temporary: false },
  suggestion_expired: { temporary: false },
  approval_mismatch: { temporary: false },
  constraint_violation: { temporary: false },
  token_expiring: { temporary: true },
  storage_unavailable: { temporary: true },
  ai_unavailable: { temporary: true },
  overloaded: { temporary: true },
  timeout: { temporary: true },
  internal: { temporary: false }
} as const

export type ErrorCode = keyof typeof errorCodes

const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(errorCodes, text)

export const ErrorCode = Schema.String.pipe(
  Schema.filter(isErrorCode, { identifier: "ErrorCode", jsonSchema: { enum: Object.keys(errorCodes) } })
)
