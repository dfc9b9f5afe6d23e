export * from './entry.ts'
export * from './topic.ts'
