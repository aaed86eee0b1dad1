import type { IncomingMessage } from "node:http"
import { Either, Schema } from "effect"
import { TimetableId } from "../timetable/Timetable.ts"
import { isAllowedOrigin } from "./Origin.ts"
import type { Rejection } from "./Rejection.ts"

export const path = "/ws/chat"
export const subProtocol = "timetable-chat.v1"

const isTimetableId = Schema.is(TimetableId)

/** What the answer to an upgrade depends on besides the request; `full` says why there is no room, null that there is. */
export interface Circumstances {
  readonly settings: { readonly host: string; readonly allowedOrigins: ReadonlyArray<string> }
  readonly isDraining: boolean
  readonly full: Rejection | null
}

/** Everything about an upgrade but its credentials; right: the timetable that it asks for, if any. */
export const checkUpgrade = (
  request: IncomingMessage,
  { settings, isDraining, full }: Circumstances
): Either.Either<TimetableId | null, Rejection> => {
  if (!URL.canParse(request.url ?? "", "http://host"))
    return Either.left({ status: 400, message: "The request has no readable address.\n" })
  const url = new URL(request.url ?? "", "http://host")
  if (url.pathname !== path) return Either.left({ status: 404, message: `There is nothing here; try ${path}\n` })
  if (isDraining) return Either.left({ status: 503, message: "The server is stopping.\n", retryAfterSeconds: 5 })
  const { origin, host } = request.headers
  if (!isAllowedOrigin({ origin, host, listensOn: settings.host, allowed: settings.allowedOrigins }))
    return Either.left({ status: 403, message: "This origin may not connect; see ALLOWED_ORIGINS.\n" })
  const offered = request.headers["sec-websocket-protocol"]?.split(",").map(name => name.trim())
  if (offered !== undefined && !offered.includes(subProtocol))
    return Either.left({ status: 400, message: `Unknown sub-protocol; this server speaks ${subProtocol}\n` })
  if (full !== null) return Either.left(full)
  const timetable = url.searchParams.get("timetable")
  if (timetable === null) return Either.right(null)
  return isTimetableId(timetable)
    ? Either.right(timetable)
    : Either.left({ status: 400, message: "The parameter timetable is no timetable's id.\n" })
}
