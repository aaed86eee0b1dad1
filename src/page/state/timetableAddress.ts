/** Where a timetable is shown. The current one has no address of its own: whoever looks at it follows whichever that is. */
export const timetableAddress = ({ id, current }: { readonly id: string; readonly current: boolean }): string =>
  current ? "/" : `/?timetable=${encodeURIComponent(id)}`
