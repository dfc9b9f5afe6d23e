export * from './absence.ts'
export * from './events.ts'
export * from './refusal.ts'
