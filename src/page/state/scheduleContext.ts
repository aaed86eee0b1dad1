import type { ScheduleContext } from "../../protocol/ChatMessage.ts"
import type { PageState } from "./PageState.ts"
import { conflictsIn } from "./View.ts"

const mostIds = 1_000

/** What is on the screen, as the assistant is told it: so that "this lesson" and "these conflicts" have a meaning. */
export const scheduleContext = ({ week, view, lessonId, conflicts }: PageState): ScheduleContext => ({
  current_view: view.kind,
  selected_entities: [view.entityId, lessonId].filter(id => id !== null),
  visible_conflicts:
    week === null
      ? []
      : conflictsIn(week, view, conflicts)
          .slice(0, mostIds)
          .map(({ id }) => id),
  filters_applied: {
    ...(view.week === null ? {} : { week: view.week }),
    ...(view.onlyConflicts ? { only: "conflicts" } : {})
  }
})
