import { fork, type ChildProcess as NodeChild } from "node:child_process"
import { once } from "node:events"
import { Schema } from "effect"

export interface ChildOptions {
  readonly args?: ReadonlyArray<string>
  readonly env?: Readonly<Record<string, string>>
  readonly nodeOptions?: ReadonlyArray<string>
  /** What runs the script; absent: this Node. */
  readonly execPath?: string
}

const running = new Set<ChildProcess>()

/** Ends every process that was started, in whatever state a measurement left it. */
export const stopAll = async (): Promise<void> => {
  await Promise.all([...running].map(child => child.stop()))
}

/** Longer than anything that is asked takes. */
const patienceMillis = 120_000

/** A process of its own that answers questions one after another. */
export class ChildProcess {
  readonly #child: NodeChild

  constructor(
    script: string,
    { args = [], env = {}, nodeOptions = [], execPath = process.execPath }: ChildOptions = {}
  ) {
    this.#child = fork(script, [...args], {
      env: { ...process.env, ...env },
      execArgv: [...nodeOptions],
      execPath,
      stdio: ["ignore", "pipe", "inherit", "ipc"]
    })
    running.add(this)
    this.#child.once("exit", () => running.delete(this))
  }

  /** Sends a question and reads the answer. Fails when the process ends instead of answering. */
  async ask<A, I>(answer: Schema.Schema<A, I>, question: string | object): Promise<A> {
    const said = this.#heard<unknown>(resolve => {
      this.#child.once("message", resolve)
      return () => this.#child.off("message", resolve)
    })
    this.#child.send(question)
    return Schema.decodeUnknownPromise(answer)(await said)
  }

  /** The first match in what it prints. */
  printed(pattern: RegExp): Promise<string> {
    return this.#heard(resolve => {
      let text = ""
      const listen = (chunk: Buffer) => {
        text += chunk
        const found = pattern.exec(text)?.[1]
        if (found !== undefined) resolve(found)
      }
      this.#child.stdout?.on("data", listen)
      // What it prints later is thrown away, so that its pipe never fills.
      return () => this.#child.stdout?.off("data", listen).resume()
    })
  }

  /** Waits for what `listen` hears, but neither for ever nor for a process that has ended. */
  #heard<A>(listen: (resolve: (value: A) => void) => () => void): Promise<A> {
    return new Promise<A>((resolve, reject) => {
      const gone = (code: number | null) => reject(new Error(`a process of the benchmark ended with ${code}`))
      const late = setTimeout(() => reject(new Error("a process of the benchmark does not answer")), patienceMillis)
      this.#child.once("exit", gone)
      const forget = listen(value => {
        clearTimeout(late)
        this.#child.off("exit", gone)
        forget()
        resolve(value)
      })
    })
  }

  /** Without a word of warning. */
  kill(): void {
    this.#child.kill("SIGKILL")
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, "exit")
    this.#child.kill("SIGTERM")
    const patience = setTimeout(() => this.#child.kill("SIGKILL"), 10_000)
    await ended
    clearTimeout(patience)
  }
}
