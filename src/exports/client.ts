/** `timetable-chat/client`: the typed client, for browsers and Node. */
export { ChatError, type ChatErrorCode } from "../client/ChatError.ts"
export { type About, type Client, type ClientOptions, connect, type Heard, type Parameters } from "../client/Client.ts"
export { type Answer, dataOf, type Place, type Said } from "../client/frames.ts"
export type { Status } from "../client/Link.ts"
export type { Part } from "../client/Parts.ts"
export type { Reply } from "../client/Reply.ts"
export type { Socket, SocketClass } from "../client/Socket.ts"
export { type Verdict, verdictOf } from "../client/verdictOf.ts"
