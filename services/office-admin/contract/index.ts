export * from './content.ts'
export * from './draft.ts'
export * from './events.ts'
export * from './refusal.ts'
