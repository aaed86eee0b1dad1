/** What is on the screen: the part of the wire's ScheduleContext that sentences refer to. */
export interface ViewContext {
  readonly current_view: "weekly" | "teacher" | "class" | "room"
  /** Ids of teachers, classes or rooms. */
  readonly selected_entities: ReadonlyArray<string>
  readonly visible_conflicts: ReadonlyArray<string>
}
