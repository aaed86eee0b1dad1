/** `timetable-chat`: the server as a Layer, for programs and tests that start it with parts of their own. */
export { type Adapters, assistant, localUser, server, serverWith, storage } from "../App.ts"
export { type AppConfig, load, settings } from "../AppConfig.ts"
export { AiProvider } from "../assistant/AiProvider.ts"
export { ConnectionRegistry } from "../chat/sessions/ConnectionRegistry.ts"
export { ConflictDetector } from "../schedule/ConflictDetector.ts"
export { ScheduleRepo } from "../schedule/ScheduleRepo.ts"
export { CannotListen, HttpDoor } from "../server/HttpDoor.ts"
export { Searcher } from "../suggestions/Searcher.ts"
