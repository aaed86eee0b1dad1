/** About so high is a lesson in a dense grid. */
export const chipRem = 1.85
