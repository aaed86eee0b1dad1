import type { Action } from "../../protocol/Action.ts"
import { actionId } from "../proposals/actionId.ts"

/** The way on where there is no whole answer: the message of that run is answered anew. */
export const retryAction = (runId: string): Action => ({
  id: actionId("retry", runId),
  label: "Try again",
  command: "/retry",
  parameters: {}
})
