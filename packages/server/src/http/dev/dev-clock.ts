import type { Clock } from '../../core/ports/clock.ts';

/** Where the clock's lead is kept, so that a restart does not put stored locks into the future. */
export interface LeadMemory {
  load(): number;
  save(leadMs: number): void;
}

/** The system's time plus a lead that only grows: tests let hours pass without waiting. */
export class DevClock implements Clock {
  readonly #memory: LeadMemory;
  #leadMs: number;

  constructor(memory: LeadMemory) {
    this.#memory = memory;
    this.#leadMs = memory.load();
  }

  now(): number {
    return Date.now() + this.#leadMs;
  }

  advance(seconds: number): void {
    this.#leadMs += seconds * 1000;
    this.#memory.save(this.#leadMs);
  }
}
