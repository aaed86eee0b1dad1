/** `timetable-chat/protocol`: the schemas of every frame, for programs that validate what they send and get. */
export { Action } from "../protocol/Action.ts"
export { ChatCommand, ChatMessage, FrameId, MessageType, ScheduleContext } from "../protocol/ChatMessage.ts"
export {
  BadFrame,
  type ClientEventName,
  type ClientFrame,
  clientEvents,
  clientMetadata,
  decodeClientFrame,
  type Issue
} from "../protocol/ClientFrame.ts"
export { type Close, type CloseReason, closeCodes } from "../protocol/CloseCode.ts"
export { Data } from "../protocol/Data.ts"
export { ErrorCode, errorCodes } from "../protocol/ErrorCode.ts"
export {
  ConflictReport,
  WireCommand,
  WireConflict,
  WireConsequences,
  WireFinding,
  WireLesson,
  WireNamed,
  WireScore,
  WireSlot,
  WireTimetable
} from "../protocol/Facts.ts"
export {
  AckStatus,
  AnswerMetadata,
  decodeServerFrame,
  Outcome,
  SaidMetadata,
  ServerEvent,
  type ServerEventOf
} from "../protocol/ServerFrame.ts"
export { WireChange } from "../protocol/WireChange.ts"
export { WireConversation, WireMessage } from "../protocol/WireConversation.ts"
export { WireMove, WireSpot, WireSubstitution } from "../protocol/WireMove.ts"
export { WireCover, WireFree, WirePlace } from "../protocol/WirePlaces.ts"
export { WireSearch, WireSuggestion } from "../protocol/WireSuggestion.ts"
