/**
 * Temperatures of simulated annealing: from hot to cold geometrically, over and over, each round twice as long as the
 * one before, so that nobody has to say beforehand how much time there is. Source: Kirkpatrick, Gelatt and Vecchi (1983).
 */
export class Cooling {
  temperature = 0
  #factor = 1
  #left = 0
  #first: number
  #round: number

  /** `round`: steps of the first round. */
  constructor(round: number) {
    this.#first = round
    this.#round = round
  }

  get over(): boolean {
    return this.#left <= 0
  }

  /** Rounds are short again, though longer than last time. */
  restart(): void {
    this.#first *= 2
    this.#round = this.#first
  }

  /** `most`: times the first round that the next one may last. */
  start(hot: number, cold: number, most: number): void {
    this.temperature = hot
    this.#left = this.#round
    this.#factor = (cold / hot) ** (1 / this.#round)
    this.#round = Math.min(2 * this.#round, most * this.#first)
  }

  step(): void {
    this.#left -= 1
    this.temperature *= this.#factor
  }
}
