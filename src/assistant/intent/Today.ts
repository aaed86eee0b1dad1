/** Today and tomorrow as days of the grid, counted from 0; null = no school. The caller knows the clock. */
export interface Today {
  readonly today: number | null
  readonly tomorrow: number | null
}
